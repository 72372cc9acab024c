// What the tests share: heshu as a command, a browser, pages that must not ask for anything.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const folder = mkdtempSync(join(tmpdir(), 'heshu-web-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export const heshu = (...words) =>
  execFileSync(process.env.HESHU, ['--no-config', ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });

export const path = (name) => join(folder, name);
export const url = (name) => pathToFileURL(path(name)).href;

export const openBrowser = () => chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});

// A page that remembers errors of its script and every request beyond its own document.
export const openPage = async (browser, address, options = {}) => {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.requests = [];
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') page.faults.push(message.text()); });
  page.on('dialog', (dialog) => { page.faults.push('dialog: ' + dialog.message()); dialog.dismiss(); });
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith('data:') && new URL(asked).href.split('#')[0] !== new URL(address).href.split('#')[0]) page.requests.push(asked);
  });
  await page.goto(address);
  return page;
};

// What leads to another page, done, and that page there: a click alone may return while the old one is still shown.
export const follow = (page, act) => Promise.all([page.waitForEvent('load'), act()]);

// Two documents that contradict each other, with everything in them that a page could trip over.
export const kHostileTitle = '<script>window.hacked=1</script>"\'><img src=x onerror="window.hacked=2">';
export const writeHostile = () => {
  const meta = (name, value) => writeFileSync(path(name + '.meta.json'), JSON.stringify(value));
  const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const write = (name, title, text) => writeFileSync(path(name),
    `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(title)}</title></head>` +
    `<body><article><h1>${escaped(title)}</h1><p>${escaped(text)}</p></article></body></html>`);
  write('one.html', kHostileTitle, '比亚迪公告，5月新能源汽车销量41.26万辆。');
  meta('one.html', { url: 'javascript:window.hacked=3', source: '"><script>window.hacked=4</script>', published: '2026-06-04' });
  write('two.html', '</script><script>window.hacked=5</script>',
    '比亞迪公告，5月\u202e新能源汽車銷量為37.19萬輛\u202c，<b onclick="x">高</b>於去年。');
  meta('two.html', { url: 'https://example.com/?a="onmouseover="x&b=<c>', source: '\u202eevil & co', published: '2026-06-05' });
};
