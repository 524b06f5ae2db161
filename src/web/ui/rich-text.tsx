import '@mantine/tiptap/styles.layer.css';
import '../theme/mantine-floating.css';
import { RichTextEditor } from '@mantine/tiptap';
import { Placeholder } from '@tiptap/extension-placeholder';
import { useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface RichTextProps {
  /** Names the field for people who listen. */
  label: string;
  /** HTML. Changing it from outside (a macro, a draft) replaces the text. */
  value: string;
  /** The HTML and the same as plain text; the server sanitises the HTML again. */
  onChange: (html: string, text: string) => void;
  /** Ctrl/⌘ and Enter. */
  onSubmit?: () => void;
  placeholder?: string;
  autoFocus?: boolean;
  /** Also headings of two levels, for articles. */
  headings?: boolean;
  /** More tools at the end of the bar. */
  tools?: ReactNode;
}

/** The editor behind `RichTextEditor`. What is pasted keeps only what the bar can make: no colours, no sizes, no tables. */
export default function RichText(props: RichTextProps) {
  const { t } = useTranslation();
  const submit = useEffectEvent(() => props.onSubmit?.());
  const change = useEffectEvent((html: string, text: string) => props.onChange(html, text));
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: props.headings === true ? { levels: [2, 3] } : false,
        codeBlock: false,
        horizontalRule: false,
        strike: false,
        underline: false,
        link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
      }),
      Placeholder.configure({ placeholder: props.placeholder ?? '' }),
    ],
    content: props.value,
    autofocus: props.autoFocus === true ? 'end' : false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': props.label },
      handleKeyDown: (_, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        submit();
        return true;
      },
    },
    onUpdate: ({ editor }) =>
      change(editor.isEmpty ? '' : editor.getHTML(), editor.getText({ blockSeparator: '\n\n' })),
  });
  useEffect(() => {
    // React may still run this once after the editor of a left screen was taken down.
    if (editor.isDestroyed) return;
    const shown = editor.isEmpty ? '' : editor.getHTML();
    if (props.value !== shown) editor.commands.setContent(props.value, { emitUpdate: false });
  }, [editor, props.value]);
  const name = (tool: string) => ({ 'aria-label': t(`editor.${tool}`), title: t(`editor.${tool}`) });
  return (
    <RichTextEditor editor={editor} className="rich" labels={{ linkEditorSave: t('editor.save') }}>
      <RichTextEditor.Content />
      <RichTextEditor.Toolbar>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold {...name('bold')} />
          <RichTextEditor.Italic {...name('italic')} />
          {props.headings === true && (
            <>
              <RichTextEditor.H2 {...name('heading')} />
              <RichTextEditor.H3 {...name('subheading')} />
            </>
          )}
          <RichTextEditor.BulletList {...name('bullets')} />
          <RichTextEditor.OrderedList {...name('numbers')} />
          <RichTextEditor.Link {...name('link')} />
          <RichTextEditor.Unlink {...name('unlink')} />
          <RichTextEditor.ClearFormatting {...name('clear')} />
        </RichTextEditor.ControlsGroup>
        {props.tools}
      </RichTextEditor.Toolbar>
    </RichTextEditor>
  );
}
