import { descriptionHtml } from '../../../lib/n8n/description-html';

it('keeps lines apart, links addresses, and lets no other HTML through', () => {
	const html = descriptionHtml(['- a.json: https://example.com/a?b=1&c', '<img src=x> "y"']);
	const address = 'https://example.com/a?b=1&amp;c';
	const link = `<a href="${address}" target="_blank">${address}</a>`;
	expect(html).toBe(`- a.json: ${link}<br>&lt;img src=x&gt; &quot;y&quot;`);
});
