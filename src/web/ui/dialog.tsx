import '../theme/mantine-floating.css';
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A dialog over the screen: one question or one small form. Focus goes in, stays, and returns where it was. */
export function Dialog(props: {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Pixels; 480 unless told. */
  width?: number;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={props.width ?? 480}
      centered
      padding="lg"
      overlayProps={{ backgroundOpacity: 0.35, color: 'var(--stone-9)' }}
      transitionProps={{ duration: 120 }}
      // its head is no second banner of the page
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {props.children}
    </Modal>
  );
}
