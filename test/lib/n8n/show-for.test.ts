import { showFor } from '../../../lib/n8n/show-for';

it('adds conditions to those that a field has', () => {
	const plain = { displayName: 'A', name: 'a', type: 'string', default: '' } as const;
	const own = { show: { source: ['url'] }, hide: { '@tool': [true] } };
	const fields = showFor({ operation: ['embed'] }, [plain, { ...plain, displayOptions: own }]);
	expect(fields.map(({ displayOptions }) => displayOptions)).toEqual([
		{ show: { operation: ['embed'] } },
		{ show: { source: ['url'], operation: ['embed'] }, hide: { '@tool': [true] } },
	]);
});
