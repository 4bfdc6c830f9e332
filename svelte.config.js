import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ precompress: true }),
		csp: {
			mode: 'auto',
			// Scripts run when they come from here or carry the page's nonce, nothing else. Styles may stand in attributes:
			// bars and cells are sized by them. 'self' covers the WebSocket of the same host.
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['self']
			}
		}
	},
	compilerOptions: { runes: true }
};
