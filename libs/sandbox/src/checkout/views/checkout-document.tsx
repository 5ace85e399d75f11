import type { ComponentChildren } from 'preact';
import { Document } from '../../pages/document.js';
import { checkoutAssets } from '../checkout.assets.js';

export interface CheckoutDocumentProps {
  readonly title: string;
  /** The checkout's own path; none on a page about no payment. */
  readonly address?: string;
  /** In place of the plain sandbox mark. */
  readonly mark?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame that all pages of the checkout share. */
export function CheckoutDocument({ title, address, mark, children }: CheckoutDocumentProps) {
  const { icon, stylesheet, script } = checkoutAssets.paths;
  return (
    <Document title={title} icon={icon} stylesheet={stylesheet} scripts={[script]} mark={mark}>
      <main class="checkout" data-address={address}>
        {children}
      </main>
    </Document>
  );
}
