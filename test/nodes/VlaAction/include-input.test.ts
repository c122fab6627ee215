import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toItem } from '../../../nodes/VlaAction/include-input';

/** An item that an earlier VLA Action has made, on its way into this one. */
const EARLIER = {
	...{ action: { x: 9 }, model: 'old', unnormKey: 'old', tokens: [9], warnings: ['old'] },
	...{ mqtt: { payload: 'old' }, sent: true, wish: 'kept' },
};
const context = {
	getInputData: () => [{ json: EARLIER }],
	isToolExecution: () => false,
	getNode: () => ({}),
} as unknown as IExecuteFunctions;
const jsonOf = (told: IDataObject, raw: IDataObject = {}) =>
	toItem({ context, itemIndex: 0 }, told, raw).json;

it('a decision without an answer names no policy of an earlier one', () => {
	const told = { action: { x: 0 }, held: true };
	expect(jsonOf(told)).toEqual({ ...told, wish: 'kept' });
});

it('what is told now stays', () => {
	const told = { action: { x: 0 }, model: 'new', unnormKey: 'new', sent: false };
	expect(jsonOf(told)).toEqual({ ...told, wish: 'kept' });
});

it('without the input fields nothing of them is left', () => {
	expect(jsonOf({ held: true }, { includeInputFields: false })).toEqual({ held: true });
});
