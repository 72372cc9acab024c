
(() => {
  'use strict';
  const root = document.documentElement;
  const at = (selector) => document.querySelector(selector);
  const list = at('#list');
  const isLive = root.dataset.mode === 'live';
  const kPage = 20;      // cards built at once
  const kPrinted = 300;  // cards built for paper
  root.classList.add('has-js');

  // What the reader chose is kept where the browser lets a file keep anything.
  const keep = (name, value) => { try { localStorage.setItem('heshu-' + name, value); } catch { /* private window */ } };
  const kept = (name) => { try { return localStorage.getItem('heshu-' + name); } catch { return null; } };

  // ---- language: every text that has a Chinese wording carries it in data-zh
  let isChinese = false;
  const kAttributes = [['data-zh-label', 'aria-label'], ['data-zh-hint', 'placeholder']];
  const translate = (part) => {
    for (const one of part.querySelectorAll('[data-zh]')) {
      if (one.dataset.en === undefined) one.dataset.en = one.textContent;
      one.textContent = isChinese ? one.dataset.zh : one.dataset.en;
    }
    for (const [from, to] of kAttributes) {
      for (const one of part.querySelectorAll('[' + from + ']')) {
        const english = from + '-en';
        if (!one.hasAttribute(english)) one.setAttribute(english, one.getAttribute(to) || '');
        one.setAttribute(to, one.getAttribute(isChinese ? from : english));
      }
    }
  };
  const setLanguage = (chinese) => {
    isChinese = chinese;
    root.lang = chinese ? 'zh-Hans' : 'en';
    const button = at('#lang');
    button.textContent = chinese ? 'English' : '中文';
    button.lang = chinese ? 'en' : 'zh-Hans';
    button.setAttribute('aria-label', chinese ? 'Show the page in English' : '界面改用中文');
    translate(document);
    tell();
  };

  // ---- light and dark
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark'
                                          : matchMedia('(prefers-color-scheme: dark)').matches;
  const toggleTheme = () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    keep('theme', root.dataset.theme);
  };

  // ---- the cards of a report: texts of HTML that heshu wrote and escaped; built when needed
  const source = at('#data');
  const data = source ? JSON.parse(source.textContent) : null;
  const cards = data ? data.cards.map(([html, key, verdict, severity, subject, metric, sources, first, last, id], i) =>
    ({ i, html, key, verdict, severity, subject, metric, sources, first, last, id })) : [];
  const fold = new Map();
  if (data) {
    const pairs = Array.from(data.fold);
    for (let i = 0; i + 1 < pairs.length; i += 2) fold.set(pairs[i], pairs[i + 1]);
  }
  const folded = (text) => Array.from(text.normalize('NFKC').toLowerCase(), (c) => fold.get(c) || c).join('');

  let view = cards;
  let shown = 0;
  let part = -1;
  const form = at('#filters');

  const template = document.createElement('template');
  const build = (card) => {
    // What all cards share is packed (cli/report/packing.h).
    template.innerHTML = card.html.replace(/[\u0080-\u009f]/g, (c) => data.pieces[c.charCodeAt(0) - 0x80]);
    translate(template.content);
    return template.content.firstElementChild;
  };
  const span = (english, chinese) => {
    const words = document.createElement('span');
    words.dataset.en = english;
    words.dataset.zh = chinese;
    words.textContent = isChinese ? chinese : english;
    return words;
  };
  const heading = (its) => {
    const h2 = document.createElement('h2');
    h2.className = 'part';
    const count = document.createElement('small');
    count.textContent = view.filter((card) => data.part[card.verdict] === its).length.toLocaleString('en');
    h2.append(span(...data.parts[its]), ' ', count);
    return h2;
  };
  const showMore = (count) => {
    const more = document.createDocumentFragment();
    const end = Math.min(view.length, shown + count);
    const isSorted = !form || form.elements.sort.value === 'worst';
    for (; shown < end; ++shown) {
      const card = view[shown];
      const its = data.part[card.verdict];
      if (isSorted && its !== part) {
        part = its;
        more.append(heading(its));
      }
      more.append(build(card));
    }
    list.append(more);
    tell();
  };
  const redraw = () => {
    list.replaceChildren();
    delete root.dataset.solo;
    shown = 0;
    part = -1;
    showMore(kPage);
    if (view.length === 0) {
      const none = document.createElement('p');
      none.className = 'none';
      none.textContent = isChinese ? '没有符合条件的条目。' : 'Nothing matches.';
      list.append(none);
    }
  };
  function tell() {
    const found = at('#found');
    if (!found || isLive || !data) return;
    const all = cards.length.toLocaleString('en');
    const some = view.length.toLocaleString('en');
    found.textContent = isChinese ? `${all}条中的${some}条` : `${some} of ${all} facts`;
    const more = at('.more');
    if (more) more.hidden = shown >= view.length;
  }

  const apply = () => {
    const value = (name) => form.elements[name] ? form.elements[name].value : '';
    const words = folded(value('q')).split(/\s+/).filter(Boolean);
    const verdicts = new Set(Array.from(form.querySelectorAll('[name="verdict"]:checked'), (box) => box.value));
    const [subject, metric, teller, since, until] =
      ['subject', 'metric', 'source', 'since', 'until'].map(value);
    const sourceIndex = teller ? data.sources.indexOf(teller) : -1;
    const least = Number(value('severity'));
    at('#severity-value').textContent = value('severity');
    view = cards.filter((card) =>
      (verdicts.size === 0 || verdicts.has(data.verdicts[card.verdict])) &&
      (!subject || card.subject === subject) && (!metric || card.metric === metric) &&
      (!teller || card.sources.includes(sourceIndex)) &&
      (!since || card.last >= since) && (!until || (card.first && card.first <= until)) &&
      card.severity >= least && words.every((word) => card.key.includes(word)));
    const order = value('sort');
    if (order === 'newest') view.sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : a.i - b.i));
    if (order === 'subject') {
      view.sort((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : a.i - b.i));
    }
    for (const line of document.querySelectorAll('figure.line')) {
      line.hidden = (subject && line.dataset.subject !== subject) || (metric && line.dataset.metric !== metric);
    }
    redraw();
  };

  // ---- moving from card to card
  const current = () => document.activeElement && document.activeElement.closest('.card');
  const go = (step) => {
    if (root.dataset.solo !== undefined) leaveSolo();
    const all = Array.from(list.querySelectorAll('.card'));
    let next = all.indexOf(current()) + step;
    if (current() === null) {
      next = all.findIndex((card) => card.getBoundingClientRect().top > 40);
      if (step < 0) next = Math.max(0, next - 1);
    }
    if (next >= all.length && data && shown < view.length) {
      showMore(kPage);
      return go(step);
    }
    const card = list.querySelectorAll('.card')[Math.max(0, Math.min(next, list.querySelectorAll('.card').length - 1))];
    if (!card) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'start', behavior: 'instant' });
  };
  function leaveSolo() {
    delete root.dataset.solo;
    const card = list.querySelector('.solo');
    if (!card) return;
    card.classList.remove('solo');
    card.scrollIntoView({ block: 'start', behavior: 'instant' });
    card.focus({ preventScroll: true });
  }
  const enterSolo = (card) => {
    root.dataset.solo = '';
    card.classList.add('solo');
    for (const folded of card.querySelectorAll('details')) folded.open = true;
    card.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: 'instant' });
  };
  const showHelp = () => at('#help').showModal();

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    const isTyping = target.matches('input:not([type="checkbox"]):not([type="range"]), select, textarea');
    const box = form && form.elements.q;
    if (event.key === 'Escape') {
      if (at('#help').open) return;  // the dialog closes itself
      if (root.dataset.solo !== undefined) return leaveSolo();
      if (box && target === box) {
        if (box.value && data) {
          box.value = '';
          apply();
        }
        box.blur();
        event.preventDefault();
      }
      return;
    }
    if (isTyping || at('#help').open) return;
    const card = current();
    switch (event.key) {
      case '/':
        if (!box) return;
        at('aside details').open = true;
        box.focus();
        box.select();
        break;
      case 'j': go(1); break;
      case 'k': go(-1); break;
      case 't': toggleTheme(); break;
      case 'l': at('#lang').click(); break;
      case '?': showHelp(); break;
      case 'Enter':
        if (!card || card !== target) return;
        if (card.classList.contains('solo')) leaveSolo(); else enterSolo(card);
        break;
      default: return;
    }
    event.preventDefault();
  });

  at('#lang').addEventListener('click', () => {
    setLanguage(!isChinese);
    keep('lang', isChinese ? 'zh' : 'en');
  });
  at('#theme').addEventListener('click', toggleTheme);
  at('#keys').addEventListener('click', showHelp);
  if (kept('theme')) root.dataset.theme = kept('theme') === 'dark' ? 'dark' : 'light';
  const filterBox = at('aside details');
  if (filterBox && matchMedia('(max-width: 62rem)').matches) filterBox.open = false;

  if (data && form) {
    let timer = 0;
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(apply, 80);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      apply();
    });
    form.addEventListener('reset', () => setTimeout(apply));
    redraw();
    const more = at('.more');
    more.querySelector('button').addEventListener('click', () => showMore(kPage));
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && shown < view.length) showMore(kPage);
    }, { rootMargin: '1500px' }).observe(more);
    addEventListener('beforeprint', () => {
      if (shown < Math.min(view.length, kPrinted)) showMore(kPrinted - shown);
    });
    // One part of the page at a time; a link may lead to a fact that is not built yet.
    const follow = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      const part = id === 'lines' || id.startsWith('t-') ? 'lines' : id === 'sources' ? id : 'facts';
      root.dataset.view = part;
      for (const link of document.querySelectorAll('.top nav a')) {
        link.toggleAttribute('aria-current', link.hash === '#' + part);
      }
      const target = document.getElementById(id);
      if (part !== 'facts' && target) target.scrollIntoView({ block: id === part ? 'end' : 'center' });
      if (id === part) scrollTo({ top: 0 });
      const place = view.findIndex((card) => card.id === id);
      if (place < 0) return;
      if (place >= shown) showMore(place - shown + 1);
      document.getElementById(id).scrollIntoView({ behavior: 'instant' });
      document.getElementById(id).focus({ preventScroll: true });
    };
    addEventListener('hashchange', follow);
    follow();
  }
  if (isLive && form) {
    for (const box of form.querySelectorAll('select, input[type="checkbox"], input[type="date"]')) {
      box.addEventListener('change', () => form.requestSubmit());
    }
    const range = form.elements.severity;
    if (range) {
      range.addEventListener('input', () => { at('#severity-value').textContent = range.value; });
      range.addEventListener('change', () => form.requestSubmit());
    }
  }
  const wanted = kept('lang');
  if (wanted === 'zh' || (!wanted && /^zh\b/i.test(navigator.language || ''))) setLanguage(true); else tell();
})();
