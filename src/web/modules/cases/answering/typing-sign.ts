import { useEffect, useRef } from 'react';

/** Colleagues see that one is typing, until four seconds of rest. */
export function useTypingSign(html: string, onTyping: (typing: boolean) => void) {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (html === '') {
      onTyping(false);
      return;
    }
    onTyping(true);
    const timer = setTimeout(() => onTyping(false), 4000);
    return () => clearTimeout(timer);
  }, [html, onTyping]);
}
