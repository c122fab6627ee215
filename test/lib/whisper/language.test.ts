import { checkAbility } from '../../../lib/whisper/language';
import { toyConfig } from './support';

type Wish = Parameters<typeof checkAbility>[1];

const check = (isMultilingual: boolean, wish: Wish) => () =>
	checkAbility({ name: 'toy', config: { ...toyConfig, isMultilingual } }, wish);

describe('checkAbility', () => {
	it.each<[Wish, string]>([
		[{ task: 'translate' }, 'ENGLISH_ONLY_TRANSLATE'],
		[{ task: 'detectLanguage' }, 'ENGLISH_ONLY_DETECT'],
		[{ task: 'transcribe', language: 'fr' }, 'ENGLISH_ONLY_LANGUAGE'],
	])('refuses %j to an English-only model', (wish, code) => {
		expect(check(false, wish)).toThrow(expect.objectContaining({ code, errorClass: 'model' }));
	});

	it('lets an English-only model write English', () => {
		expect(check(false, { task: 'transcribe' })).not.toThrow();
		expect(check(false, { task: 'transcribe', language: 'en' })).not.toThrow();
	});

	it('names the languages of a model that lacks one', () => {
		expect(check(true, { task: 'transcribe', language: 'de' })).toThrow(
			expect.objectContaining({
				code: 'LANGUAGE_UNKNOWN',
				details: { language: 'de', known: 'xx' },
			}),
		);
		expect(check(true, { task: 'translate', language: 'xx' })).not.toThrow();
	});
});
