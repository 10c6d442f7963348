import type { Page } from '@playwright/test';

/**
 * What of the widget can be pressed and is smaller than 24 by 24 CSS pixels (WCAG 2.2, 2.5.8). Links inside of a text
 * are excepted there, and so is what stands 24 px from everything else; the second is not made use of here.
 */
export function tooSmall(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const inside = document.querySelector('foyer-widget')?.shadowRoot;
    const pressed = 'button, a[href], input, select, textarea, summary, [role=button], [tabindex="0"]';
    return [...(inside?.querySelectorAll<HTMLElement>(pressed) ?? [])]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => !element.matches('p a, .bubble a'))
      .map((element) => {
        // Who presses the words beside a box presses the box.
        const label = element.matches('input') ? element.closest('label') : null;
        return { element, box: (label ?? element).getBoundingClientRect() };
      })
      .filter(({ box }) => box.width > 0 && (box.width < 23.5 || box.height < 23.5))
      .map(
        ({ element, box }) =>
          `${element.localName}.${element.className} is ${Math.round(box.width)} × ${Math.round(box.height)} px`,
      );
  });
}
