/** Prism's parts have no types of their own. A grammar adds itself to `Prism.languages`, which is global. */
declare module 'prismjs/components/*';
