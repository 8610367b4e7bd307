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
