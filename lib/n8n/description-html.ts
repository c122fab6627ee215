const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Lines as n8n shows them under an error's sentence: it reads HTML, and would run plain lines together. */
export const descriptionHtml = (lines: string[]): string =>
	lines.map((line) => withLinks(escape(line))).join('<br>');

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]);

const withLinks = (html: string): string =>
	html.replace(/https?:\/\/\S+/g, (url) => `<a href="${url}" target="_blank">${url}</a>`);
