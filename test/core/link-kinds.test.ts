/** The kind of a resource, from its address. */
import { describe, expect, it } from 'vitest';
import { classifyLink, getHost } from '../../src/core/link-kinds.ts';

describe('classifyLink', () => {
  it.each([
    ['https://www.youtube.com/watch?v=x', 'video'],
    ['https://media.example/talk.mp4', 'video'],
    ['https://docs.python.org/3/library/venv.html', 'docs'],
    ['https://vercel.com/docs/functions', 'docs'],
    ['https://docs.example.com/start', 'docs'],
    ['https://realpython.com/python-api/', 'article'],
    ['https://example.com/blog/post', 'article'],
    ['https://www.freecodecamp.org/news/x', 'article'],
    ['https://www.freecodecamp.org/learn/x', 'course'],
    ['https://github.com/user/repository', 'code'],
    ['https://github.com/user', 'other'],
    ['https://gist.github.com/x', 'code'],
    ['https://www.oreilly.com/library/', 'book'],
    ['https://example.com/book.epub', 'book'],
    ['https://example.com/paper.pdf', 'file'],
    ['https://example.com/picture.PNG?size=2', 'image'],
    ['notes/trees.md', 'file'],
    ['picture.svg', 'image'],
    ['#costs', 'anchor'],
    ['mailto:a@b.example', 'mail'],
    ['ftp://example.com/x', 'other'],
    ['https://notyoutube.com/watch', 'other'],
    ['https://youtube.com.evil.example/', 'other'],
    ['https://user@www.YouTube.com:443/watch', 'video'],
    ['//youtu.be/x', 'video'],
    ['www.youtube.com/watch', 'video'],
    ['https://tool.example/api/start', 'docs'],
    ['https://tool.example/en/stable/intro.html', 'docs'],
    ['https://tool.example/en/latest/', 'docs'],
    ['https://shop.example/help/orders', 'docs'],
    ['https://guides.tool.example/start', 'docs'],
    ['https://someone.github.io/project/', 'docs'],
    ['https://shop.example/dp/0131103628', 'book'],
    ['https://press.example/books/compilers', 'book'],
    ['https://uni.example/cs101/lectures/1', 'course'],
    ['https://escuela.example/curso/redes', 'course'],
    ['https://network.example/pulse/why-we-test', 'article'],
    ['https://qa.example/user/items/abc', 'article'],
    ['https://diary.example/entries/12', 'article'],
    ['https://site.example/2024/03/04/caching', 'article'],
    ['https://site.example/what-we-learned-from-outages', 'article'],
    ['https://git.example/team/tool/-/issues/4', 'code'],
    ['https://github.com/user/tool/blob/main/package.json', 'code'],
    ['https://lh3.googleusercontent.com/abc', 'image'],
    ['https://docs.google.com/document/d/abc', 'file'],
    ['name.example', 'other'],
    ['name.example/blog/post', 'article'],
    ['notes.md', 'file'],
  ])('of %s is %s', (url, kind) => {
    expect(classifyLink(url, false)).toBe(kind);
  });

  it('of anything that is embedded as an image is image', () => {
    expect(classifyLink('https://www.youtube.com/x', true)).toBe('image');
  });
});

it('getHost leaves out www, user and port', () => {
  expect(getHost('https://user@www.Example.com:8080/x')).toBe('example.com');
  expect(getHost('mailto:a@b.example')).toBeUndefined();
  expect(getHost('notes/a.md')).toBeUndefined();
});
