/** Prism's component files have no types. A grammar adds itself to the global `Prism.languages`. */
declare module 'prismjs/components/*';
