// The report as a reader has it: a file, opened in a browser, nothing else at hand.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { folder, heshu, kHostileTitle, openBrowser, openPage, path, url, writeHostile } from './lib.mjs';

let browser;
before(async () => {
  heshu('--db', path('a.db'), '-q', 'ingest', process.env.CORPUS);
  heshu('--db', path('a.db'), '-q', 'report', '--all', '-o', path('report.html'));
  browser = await openBrowser();
});
after(() => browser.close());

const cards = (page) => page.locator('#list .card').count();
const found = async (page) => Number((await page.textContent('#found')).split(' of ')[0].replace(',', ''));
const clean = (page) => assert.deepEqual([page.faults, page.requests], [[], []]);
const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);
const search = async (page, words) => {
  await page.fill('#f-q', words);
  await page.press('#f-q', 'Enter');  // at once, without the pause for typing
};

test('asks for nothing but itself, and no script fails', async () => {
  const page = await openPage(browser, url('report.html'));
  assert.ok(await cards(page) > 0);
  assert.equal(await page.locator('#list h2').first().textContent().then((t) => t.split(' ')[0]), 'Contradictions');
  clean(page);
  await page.context().close();
});

test('filters by verdict, subject, severity and day, and resets', async () => {
  const page = await openPage(browser, url('report.html'));
  const all = await found(page);
  await page.check('input[value="agree"]');
  await page.waitForFunction(() => document.querySelector('#list .card.contradict') === null);
  const agreements = await found(page);
  assert.ok(agreements > 0 && agreements < all);
  await page.uncheck('input[value="agree"]');
  await page.waitForSelector('#list .card.contradict');
  const name = await page.locator('#list h3 bdi').first().textContent();
  await page.selectOption('#f-subject', { index: 1 });
  await page.waitForFunction((count) => !document.querySelector('#found').textContent.startsWith(count + ' of'), all);
  assert.ok(await found(page) < all);
  assert.equal(new Set(await page.locator('#list h3 bdi').allTextContents()).size, 1, name);
  await page.click('aside button[type="reset"]');
  await page.waitForFunction((count) => document.querySelector('#found').textContent.startsWith(count + ' of'), all);
  await page.fill('#f-severity', '70');
  await page.waitForFunction((count) => !document.querySelector('#found').textContent.startsWith(count + ' of'), all);
  for (const severity of await page.locator('.sev b').allTextContents()) assert.ok(Number(severity) >= 70);
  await page.fill('#f-since', '2099-01-01');
  await page.waitForSelector('#list .none');
  clean(page);
  await page.context().close();
});

test('finds the same in traditional and in simplified characters', async () => {
  const page = await openPage(browser, url('report.html'));
  await search(page, '市值蒸发');
  const simplified = await found(page);
  await search(page, '英伟达');
  const subject = await found(page);
  await search(page, '英偉達');
  assert.equal(await found(page), subject);
  assert.ok(subject > 0);
  await search(page, '市值蒸發');
  assert.equal(await found(page), simplified);
  await search(page, 'nothing such as this');
  assert.equal(await found(page), 0);
  clean(page);
  await page.context().close();
});

test('is dark where the reader wants it dark, and switches', async () => {
  const brightness = (page) => page.evaluate(() => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]));
  const dark = await openPage(browser, url('report.html'), { colorScheme: 'dark' });
  assert.ok(await brightness(dark) < 60);
  await dark.click('#theme');
  assert.ok(await brightness(dark) > 200);
  await dark.reload();
  assert.ok(await brightness(dark) > 200, 'the choice is kept');
  await dark.context().close();
  const light = await openPage(browser, url('report.html'), { colorScheme: 'light' });
  assert.ok(await brightness(light) > 200);
  await light.keyboard.press('t');
  assert.ok(await brightness(light) < 60);
  await light.context().close();
});

test('is read with the keyboard alone', async () => {
  const page = await openPage(browser, url('report.html'));
  const focused = () => page.evaluate(() => document.activeElement.id);
  const ids = await page.locator('#list .card').evaluateAll((all) => all.map((card) => card.id));
  await page.keyboard.press('j');
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press('j');
  assert.equal(await focused(), ids[1]);
  await page.keyboard.press('k');
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#list .card:visible').count(), 1);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#list .card:visible').count() > 1);
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press('/');
  assert.equal(await focused(), 'f-q');
  await page.keyboard.type('jk');
  assert.equal(await page.inputValue('#f-q'), 'jk', 'letters go into the search');
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue('#f-q'), '');
  await page.keyboard.press('?');
  assert.ok(await page.isVisible('#help'));
  await page.keyboard.press('Escape');
  assert.ok(!await page.isVisible('#help'));
  // Past the cards that are built, more are.
  for (let i = 0; i < 25; ++i) await page.keyboard.press('j');
  assert.ok(await cards(page) > 20);
  clean(page);
  await page.context().close();
});

test('speaks Chinese when asked, each quote in its own language', async () => {
  const page = await openPage(browser, url('report.html'));
  await page.click('#lang');
  assert.equal(await page.locator('.verdict').first().textContent(), '矛盾');
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-Hans');
  const languages = new Set(await page.locator('blockquote').evaluateAll((all) => all.map((q) => q.lang)));
  for (const language of ['zh-Hans', 'zh-Hant', 'en']) assert.ok(languages.has(language), language);
  await page.keyboard.press('l');
  assert.equal(await page.locator('.verdict').first().textContent(), 'Contradiction');
  await page.context().close();
  const chinese = await openPage(browser, url('report.html'), { locale: 'zh-CN' });
  assert.equal(await chinese.locator('.verdict').first().textContent(), '矛盾');
  await chinese.context().close();
});

test('shows what is hostile in a page, and never obeys it', async () => {
  writeHostile();
  heshu('--db', path('h.db'), '-q', 'ingest', path('one.html'), path('two.html'));
  heshu('--db', path('h.db'), '-q', 'report', '--all', '--min-severity', '0', '-o', path('hostile.html'));
  const page = await openPage(browser, url('hostile.html'));
  assert.ok(await cards(page) > 0);
  const text = await page.textContent('#list');
  assert.ok(text.includes(kHostileTitle.slice(0, 40)), text);
  assert.ok(!text.includes('\u202e'));
  for (const filter of ['hacked', '新能源']) await search(page, filter);
  for (const card of await page.locator('#list .card').all()) await card.hover();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('main img, main script, main [onclick], main [onmouseover], main [onerror]').count(), 0);
  const links = await page.locator('main .src a').evaluateAll((all) => all.map((a) => a.protocol));
  assert.ok(links.every((protocol) => protocol === 'https:'), String(links));
  assert.equal(await page.locator('main .src .from').count(), await page.locator('main .src').count());
  clean(page);
  await page.context().close();
});

test('fits a phone, in both languages and in every part', async () => {
  const page = await openPage(browser, url('report.html'), { viewport: { width: 390, height: 844 } });
  for (const part of ['#facts', '#lines', '#sources']) {
    await page.evaluate((hash) => { location.hash = hash; }, part);
    await page.waitForFunction((hash) => document.querySelector(`nav a[href="${hash}"]`).hasAttribute('aria-current'), part);
    assert.ok(await width(page) <= 390, part);
    await page.keyboard.press('l');
    assert.ok(await width(page) <= 390, part);
  }
  await page.context().close();
});

test('prints every card, without the furniture', async () => {
  const page = await openPage(browser, url('report.html'));
  const all = await found(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.ok(!await page.isVisible('aside'));
  assert.ok(!await page.isVisible('.tools'));
  assert.ok(await page.isVisible('#part-sources'));
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await cards(page), all);
  const pdf = await page.pdf({ format: 'A4' });
  assert.ok(pdf.subarray(0, 5).toString() === '%PDF-');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  await page.context().close();
});

test('can be read without a script', async () => {
  const page = await openPage(browser, url('report.html'), { javaScriptEnabled: false });
  assert.equal(await cards(page), 20);
  assert.ok(await page.isVisible('svg.axis'));
  assert.ok(await page.isVisible('figure.line'));
  assert.ok(!await page.isVisible('#filters'), 'no form that does nothing');
  await page.context().close();
});

test('leads to the time line and back, and to a fact by its id', async () => {
  const page = await openPage(browser, url('report.html'));
  const last = await page.evaluate(() => JSON.parse(document.querySelector('#data').textContent).cards.at(-1)[9]);
  await page.locator('.about a[href^="#t-"]').first().click();
  await page.waitForFunction(() => document.documentElement.dataset.view === 'lines');
  assert.ok(!await page.isVisible('#list'));
  await page.evaluate((id) => { location.hash = id; }, last);
  await page.waitForFunction((id) => document.activeElement.id === id, last);
  assert.ok(await page.isVisible('#' + last));
  await page.context().close();
});

test('holds 5,000 facts', async (t) => {
  execFileSync(process.env.MAKE_REPORT, ['5000', path('large.html')]);
  const start = performance.now();
  const page = await openPage(browser, url('large.html'));
  await page.waitForFunction(() => document.querySelector('#found').textContent === '5,000 of 5,000 facts');
  const loaded = performance.now() - start;
  t.diagnostic(`5,000 facts, ${(statSync(path('large.html')).size / 1e6).toFixed(1)} MB: there after ${loaded.toFixed(0)} ms`);
  assert.ok(await cards(page) < 200, 'built as they are needed');
  await search(page, '第4321公司');
  assert.equal(await found(page), 1);
  clean(page);
  await page.context().close();
});
