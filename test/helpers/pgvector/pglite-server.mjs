/** PostgreSQL in WebAssembly, with pgvector, on a free port of the loopback interface; tells it its parent. */
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const db = await PGlite.create({ extensions: { vector } });
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0 });
server.addEventListener('listening', ({ detail }) => process.send({ port: detail.port }));
// Its parent's end is its own.
process.on('disconnect', () => process.exit());
await server.start();
