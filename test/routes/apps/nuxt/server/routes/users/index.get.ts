export default eventHandler({ handler: () => [...directory.values()] });
