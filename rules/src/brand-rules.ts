import { languages, limits } from '@foyer/shared-core/model';
import { all, any, brandAdmin, brandModerator, claimsVisitor, node, textUpTo } from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

/** A field that an admin changes on a brand that exists; never deleted. */
function adminField(validate: string): RuleNode {
  return { '.write': all('newData.exists() && data.parent().exists()', brandAdmin), '.validate': validate };
}

/** brands/{brand} */
export const brandRules: RuleNode = {
  profile: {
    // Claim only: a banned visitor, or one of a brand that was switched off, must be able to find the reason.
    '.read': any(claimsVisitor, brandModerator),
    '.validate': "newData.hasChildren(['name', 'color', 'welcome', 'live'])",
    name: adminField(textUpTo(limits.name)),
    color: adminField('newData.isString() && newData.val().matches(/^#[0-9a-f]{6}$/)'),
    welcome: adminField(`newData.isString() && newData.val().length <= ${limits.welcome}`),
    live: adminField('newData.isBoolean()'),
    // JSON in one text: the rule bounds it, its one reader says whether it is well-formed. Empty is none.
    hours: adminField(`newData.isString() && newData.val().length <= ${limits.hours}`),
    forms: adminField(`newData.isString() && newData.val().length <= ${limits.forms}`),
    triggers: adminField(`newData.isString() && newData.val().length <= ${limits.triggerTexts}`),
    // A pattern a line.
    masks: adminField(`newData.isString() && newData.val().length <= ${limits.maskTexts}`),
    files: adminField(`newData.isString() && newData.val().length <= ${limits.fileTerms}`),
    look: adminField(`newData.isString() && newData.val().length <= ${limits.look}`),
    $other: { '.validate': false },
  },
  desk: { '.read': brandModerator },
};

/** brand-words/{brand} */
export const brandWordRules: RuleNode = {
  $language: {
    '.read': any(claimsVisitor, brandModerator),
    '.write': all(
      'newData.exists()',
      `$language.matches(/^(${languages.join('|')})$/)`,
      `${node('root', 'brands/{$brand}/profile')}.exists()`,
      brandAdmin,
    ),
    // JSON in one text, as above; empty is none.
    '.validate': `newData.isString() && newData.val().length <= ${limits.ownWords}`,
  },
};
