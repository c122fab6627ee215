'use strict';

/** A task that wants a model. */
exports.run = (_, { backend }) => backend.createSession('model.onnx');
