import { expect, test } from 'vitest';
import { fill, problemsOf, type Values } from './filling.ts';
import { placeholders } from '../../../domain/cases/macros.ts';

const values = placeholders as unknown as Values;

test('placeholders become the values of the case, escaped', () => {
  expect(fill('<p>Hello {{ customer.firstName }}, #{{case.number}}</p>', values)).toEqual({
    html: '<p>Hello Renate, #1042</p>',
    problems: [],
  });
  const { html } = fill('<p>{{ customer.name }}</p>', { ...values, 'customer.name': '<b>x</b><script>1</script>' });
  expect(html).toContain('&lt;b&gt;x');
  expect(html).not.toContain('<script');
});

test('an unknown placeholder is an error that is named and seen', () => {
  expect(problemsOf('{{ customer.shoeSize }}')).toEqual([
    { placeholder: 'customer.shoeSize', detail: 'Nobody knows {{ customer.shoeSize }}.' },
  ]);
  expect(fill('<p>{{ customer.shoeSize }}</p>', values).html).toBe('<p>[customer.shoeSize]</p>');
});

test('a placeholder without a value is named, unless the text has another word for it', () => {
  const none = { ...values, 'organisation.name': undefined };
  expect(fill('<p>{{ organisation.name }}</p>', none)).toEqual({
    html: '<p>[organisation.name]</p>',
    problems: [{ placeholder: 'organisation.name', detail: 'This case has no organisation.name.' }],
  });
  expect(fill('<p>{{ organisation.name | default: "you" }}</p>', none)).toEqual({ html: '<p>you</p>', problems: [] });
  expect(fill('<p>{% if organisation.name %}A{% else %}B{% endif %}</p>', none)).toEqual({
    html: '<p>B</p>',
    problems: [],
  });
});

test.each([
  '{% include "/etc/passwd" %}',
  '{% render "x" %}',
  '{% for i in (1..100000000) %}x{% endfor %}',
  '{% assign a = 1 %}',
  '{{ "x" | date: "%s" }}',
  '{{ customer.name',
  '{% tablerow %}',
])('%s is refused', (text) => {
  expect(problemsOf(text)).not.toEqual([]);
});

test('nothing beyond the placeholders can be reached', () => {
  for (const path of ['constructor', 'customer.constructor', '__proto__.x', 'process.env', 'customer.name.length'])
    expect(problemsOf(`{{ ${path} }}`)).not.toEqual([]);
});
