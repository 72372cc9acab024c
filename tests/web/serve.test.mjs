// `heshu serve` as a browser and as a program meet it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { follow, heshu, openBrowser, openPage, path, writeHostile } from './lib.mjs';

let browser;
let server;
let home;
before(async () => {
  writeHostile();
  heshu('--db', path('s.db'), '-q', 'ingest', process.env.CORPUS, path('one.html'), path('two.html'));
  server = spawn(process.env.HESHU, ['--no-config', '--db', path('s.db'), 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
  home = line.trim().replace(/\/$/, '');
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  if (server.exitCode === null) server.kill('SIGKILL');
});

const get = (where, headers = {}, method = 'GET') => new Promise((resolve, reject) => {
  request(home + where, { headers, method }, (answer) => {
    let body = '';
    answer.setEncoding('utf8').on('data', (part) => { body += part; }).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
  }).on('error', reject).end();
});
const json = async (where) => JSON.parse((await get(where)).body);
const encoded = encodeURIComponent;

test('pages, and searches in either script', async () => {
  const page = await openPage(browser, home + '/');
  assert.equal(await page.locator('#list .card').count(), 20);
  const first = await page.locator('#list .card').first().getAttribute('id');
  await follow(page, () => page.click('a[rel="next"]'));
  assert.match(page.url(), /from=20/);
  assert.notEqual(await page.locator('#list .card').first().getAttribute('id'), first);
  await follow(page, () => page.click('a[rel="prev"]'));
  assert.equal(await page.locator('#list .card').first().getAttribute('id'), first);
  const ids = async (words) => {
    await page.goto(home + '/');
    await page.fill('#f-q', words);
    await follow(page, () => page.keyboard.press('Enter'));
    assert.match(page.url(), /q=/);
    return page.locator('#list .card').evaluateAll((all) => all.map((card) => card.id));
  };
  const simplified = await ids('英伟达');
  assert.ok(simplified.length > 0);
  assert.deepEqual(await ids('英偉達'), simplified);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('filters as they are chosen, and works without a script', async () => {
  const page = await openPage(browser, home + '/');
  await follow(page, () => page.check('input[value="agree"]'));
  assert.match(page.url(), /verdict=agree/);
  assert.equal(await page.locator('#list .card:not(.agree)').count(), 0);
  assert.ok(await page.isChecked('input[value="agree"]'));
  await page.context().close();
  const plain = await openPage(browser, home + '/claims', { javaScriptEnabled: false });
  await plain.fill('#f-q', '調用量');
  await follow(plain, () => plain.click('aside button[type="submit"]'));
  assert.ok(await plain.locator('#list .card').count() > 0);
  assert.ok(await plain.isVisible('mark'));
  await follow(plain, () => plain.locator('#list .id').first().click());
  assert.equal(await plain.locator('#list .card').count(), 1);
  await plain.context().close();
});

test('every page fits a phone and asks for nothing else', async () => {
  for (const where of ['/', '/claims', '/lines', '/nowhere']) {
    const page = await openPage(browser, home + where, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390, where);
    assert.deepEqual(page.requests, [], where);
    await page.context().close();
  }
});

test('shows hostile texts and obeys none', async () => {
  for (const where of ['/?q=hacked', '/claims?q=' + encoded('比亚迪'), '/?q=' + encoded('"><script>window.hacked=6</script>')]) {
    const page = await openPage(browser, home + where);
    assert.equal(await page.evaluate(() => window.hacked), undefined, where);
    assert.deepEqual(page.faults, [], where);
    await page.context().close();
  }
});

test('answers programs with the records', async () => {
  const conflicts = await json('/api/conflicts?limit=2');
  assert.equal(conflicts.records.length, 2);
  assert.equal(conflicts.next, 2);
  assert.ok(conflicts.records.every((fact) => fact.verdict === 'contradict'));
  const all = await json('/api/conflicts?all=1&limit=1');
  assert.ok(all.total > conflicts.total);
  const claims = await json('/api/claims?limit=3&query=' + encoded('調用量'));
  assert.deepEqual(claims, await json('/api/claims?limit=3&query=' + encoded('调用量')));
  const next = await json('/api/claims?limit=3&offset=1&query=' + encoded('调用量'));
  assert.equal(next.records[0].id, claims.records[1].id);
  const fact = conflicts.records[0];
  assert.deepEqual(await json('/api/fact/' + fact.id), fact);
  const claim = fact.claims[0];
  assert.equal((await json('/api/claim/' + claim.id)).text, claim.text);
  assert.equal((await json('/api/doc/' + claim.doc)).id, claim.doc);
  assert.equal((await get('/api/fact/f_0')).status, 404);
  assert.equal((await get('/api/claims?since=never')).status, 400);
});

test('answers to this machine only, and reads only', async () => {
  for (const host of ['evil.example', 'localhost.evil.example:' + new URL(home).port, '127.0.0.1:1']) {
    assert.equal((await get('/', { host })).status, 421, host);
  }
  assert.equal((await get('/', { host: 'LOCALHOST:' + new URL(home).port })).status, 200);
  assert.equal((await get('/', {}, 'POST')).status, 405);
  const { headers } = await get('/');
  assert.match(headers['content-security-policy'], /^default-src 'none'; script-src 'sha256-/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['x-frame-options'], 'DENY');
  const head = await get('/', {}, 'HEAD');
  assert.equal(head.status, 200);
  assert.equal(head.body, '');
});

test('sees what is stored while it runs', async () => {
  const before = await json('/api/conflicts?all=1&limit=1000');
  heshu('--db', path('s.db'), '-q', 'ingest', '--source', 'late', '--published', '2026-06-09', '--url', 'https://late.example/', path('two.html'));
  const after = await json('/api/conflicts?all=1&limit=1000');
  assert.notDeepEqual(after, before);
});

test('ends when told to', async () => {
  server.kill('SIGTERM');
  const [code, signal] = server.exitCode === null ? await once(server, 'exit') : [server.exitCode, null];
  assert.deepEqual([code, signal], [0, null]);
});
