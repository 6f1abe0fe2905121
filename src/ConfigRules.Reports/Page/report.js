// Everything that was recorded comes in as data and goes out as text: no string of it is ever parsed as HTML.
{
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const number = new Intl.NumberFormat('en');
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

  const SEVERITIES = ['low', 'medium', 'high', 'critical'];
  const [COMPLIANT, OPEN, NOT_APPLICABLE, UNDETERMINED] = [0, 1, 2, 3];
  const COMPLIANCES = ['Compliant', 'Non-compliant', 'Not applicable', 'Undetermined'];
  const SHOWS = [['', 'Non-compliant'], ['undetermined', 'Undetermined'], ['compliant', 'Compliant'], ['not-applicable', 'Not applicable'], ['all', 'Every verdict']];
  const SHOWN = { '': OPEN, undetermined: UNDETERMINED, compliant: COMPLIANT, 'not-applicable': NOT_APPLICABLE };
  const SORTS = [['', 'Severity'], ['account', 'Account'], ['region', 'Region'], ['rule', 'Rule'], ['resource', 'Resource']];

  // ---- columns ----------------------------------------------------------------------------------------------------
  const { rules, accounts, resources } = data;
  const rowCount = data.rows.rule.length;
  const resourceCount = resources.id.length;
  const rowResource = sums(data.rows.start, -1);
  const rowRule = Uint16Array.from(data.rows.rule);
  const rowCompliance = Uint8Array.from(data.rows.compliance);
  // Most findings are as grave as their rule.
  const rowSeverity = Uint8Array.from(rowRule, rule => rules[rule].severity);
  data.rows.graded.forEach((row, i) => rowSeverity[row] = data.rows.grade[i]);
  const rowReason = Int32Array.from(data.rows.reason);
  const rowSince = Int16Array.from(data.rows.since);
  const resourceAccount = sums(resources.account, 0);
  const ruleNumber = new Map(rules.map((rule, i) => [rule.id, i]));
  const accountNumber = new Map(accounts.id.map((id, i) => [id, i]));

  function sums(steps, start) {
    const result = new Int32Array(steps.length);
    let sum = start;
    for (let i = 0; i < steps.length; i++) result[i] = sum += steps[i];
    return result;
  }

  // ---- words ------------------------------------------------------------------------------------------------------
  const accountTitle = i => accounts.name[i] || accounts.id[i] || 'Unknown account';
  const accountText = i => accounts.name[i] ? `${accounts.name[i]} (${accounts.id[i]})` : accounts.id[i] || 'Unknown account';
  const regionText = i => data.regions[i] || 'Unknown region';
  const count = (n, noun, plural) => `${number.format(n)} ${n === 1 ? noun : plural ?? noun + 's'}`;
  // Never rounded up: 100% means all.
  const share = (part, whole) => whole ? `${Math.floor(part * 1000 / whole) / 10}%` : '–';
  const breakdown = (tally, at) => SEVERITIES.map((severity, i) => [tally[at + FINDINGS + i], severity]).reverse()
    .filter(([n]) => n > 0).map(([n, severity]) => `${number.format(n)} ${severity}`).join(', ');

  const reasonText = row => data.reasons[rowReason[row]] || `${rowCompliance[row] === OPEN ? 'Not true here: ' : ''}${rules[rowRule[row]].title}.`;

  function element(name, properties, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (key in node && typeof value !== 'string') node[key] = value;
      else node.setAttribute(key, value);
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  }

  function drawing(name, attributes, ...children) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  // ---- state: all of it is in the fragment --------------------------------------------------------------------------
  const KEYS = ['q', 'severity', 'rule', 'account', 'region', 'unit', 'show', 'sort', 'finding', 'vpc', 'verdict', 'way'];
  const NARROWING = ['q', 'severity', 'rule', 'account', 'region', 'unit'];
  let state = readState();

  function readState() {
    const fragment = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(KEYS.map(key => [key, fragment.get(key) ?? '']));
  }

  function fragmentOf(wanted) {
    return '#' + new URLSearchParams(KEYS.filter(key => wanted[key]).map(key => [key, wanted[key]]));
  }

  function go(changes, replace = false) {
    const wanted = { ...state, ...changes };
    const fragment = fragmentOf(wanted);
    if (fragment !== fragmentOf(state)) history[replace ? 'replaceState' : 'pushState'](null, '', fragment);
    update(wanted);
  }

  const findingId = row => [rules[rowRule[row]].id, accounts.id[resourceAccount[rowResource[row]]], data.regions[resources.region[rowResource[row]]],
    data.types[resources.type[rowResource[row]]], resources.id[rowResource[row]]].join('~');

  function findRow(id) {
    const rule = ruleNumber.get(id.split('~', 1)[0]);
    for (let row = 0; row < rowCount; row++)
      if (rowRule[row] === rule && findingId(row) === id) return row;
    return -1;
  }

  // ---- selection ----------------------------------------------------------------------------------------------------
  let haystacks;

  /** Texts in small letters, made when somebody first searches. */
  function searchable() {
    haystacks ??= {
      reasons: data.reasons.map(text => text.toLowerCase()),
      rules: rules.map(rule => `${rule.id} ${rule.title}`.toLowerCase()),
      resources: resources.id.map((id, i) => `${id} ${resources.name[i] ?? ''} ${data.vpcs[resources.vpc[i]] ?? ''} ${data.types[resources.type[i]]} ${data.regions[resources.region[i]]}`.toLowerCase()),
      accounts: accounts.id.map((id, i) => `${id} ${accounts.name[i]} ${data.units[accounts.unit[i]] ?? ''}`.toLowerCase()),
    };
    return haystacks;
  }

  const marks = (texts, term) => Uint8Array.from(texts, text => text.includes(term) ? 1 : 0);

  /** A byte for each row: whether it is within every filter but the compliance, which only the list goes by. */
  function select() {
    const selected = new Uint8Array(rowCount).fill(1);
    const wantedSeverity = SEVERITIES.indexOf(state.severity);
    const ruleOk = Uint8Array.from(rules, rule => !state.rule || rule.id === state.rule ? 1 : 0);
    const resourceOk = new Uint8Array(resourceCount);
    const unitOk = data.units.map(unit => !state.unit || unit === state.unit || unit.startsWith(state.unit + '/'));
    const accountOk = Uint8Array.from(accounts.id, (id, i) => (!state.account || id === state.account) && (!state.unit || accounts.unit[i] >= 0 && unitOk[accounts.unit[i]]) ? 1 : 0);
    const region = state.region ? data.regions.indexOf(state.region) : -1;
    for (let i = 0; i < resourceCount; i++)
      resourceOk[i] = accountOk[resourceAccount[i]] && (!state.region || resources.region[i] === region) ? 1 : 0;
    for (let row = 0; row < rowCount; row++) selected[row] = ruleOk[rowRule[row]] & resourceOk[rowResource[row]] & (!state.severity || rowSeverity[row] === wantedSeverity);

    for (const term of state.q.toLowerCase().split(/\s+/).filter(Boolean)) {
      const texts = searchable();
      const [inReason, inRule, inSeverity, inResource, inAccount] = [marks(texts.reasons, term), marks(texts.rules, term), marks(SEVERITIES, term), marks(texts.resources, term), marks(texts.accounts, term)];
      for (let row = 0; row < rowCount; row++) {
        if (selected[row])
          selected[row] = inReason[rowReason[row]] | inRule[rowRule[row]] | inSeverity[rowSeverity[row]] | inResource[rowResource[row]] | inAccount[resourceAccount[rowResource[row]]];
      }
    }
    return selected;
  }

  // A tally is seven numbers side by side.
  const [RESOURCES, PRIVATE, DOUBTFUL, FINDINGS, WIDTH] = [0, 1, 2, 3, 7];

  function tallies(selected) {
    const result = {
      total: new Int32Array(WIDTH),
      severity: new Int32Array(WIDTH * 4),
      rule: new Int32Array(WIDTH * rules.length),
      account: new Int32Array(WIDTH * accounts.id.length),
      region: new Int32Array(WIDTH * data.regions.length),
      unit: new Int32Array(WIDTH * (data.units.length + 1)),
      judged: new Int32Array(accounts.id.length * rules.length),
      open: new Int32Array(accounts.id.length * rules.length),
      doubtful: new Int32Array(accounts.id.length * rules.length),
    };
    const bits = new Uint8Array(5);
    let last = -1;
    const close = () => {
      if (last < 0) return;
      const account = resourceAccount[last];
      const unit = accounts.unit[account];
      add(result.account, account * WIDTH, bits[4]);
      add(result.region, resources.region[last] * WIDTH, bits[4]);
      add(result.unit, (unit < 0 ? data.units.length : unit) * WIDTH, bits[4]);
      add(result.total, 0, bits[4]);
      for (let severity = 0; severity < 4; severity++) add(result.severity, severity * WIDTH, bits[severity]);
      bits.fill(0);
    };
    const add = (tally, at, seen) => {
      if (!seen) return;
      tally[at + RESOURCES]++;
      if (seen & 2) return;
      tally[at + (seen & 4 ? DOUBTFUL : PRIVATE)]++;
    };
    for (let row = 0; row < rowCount; row++) {
      if (!selected[row] || rowCompliance[row] === NOT_APPLICABLE) continue;
      const resource = rowResource[row];
      if (resource !== last) {
        close();
        last = resource;
      }
      const rule = rowRule[row];
      const severity = rowSeverity[row];
      const compliance = rowCompliance[row];
      const bit = compliance === OPEN ? 2 : compliance === UNDETERMINED ? 4 : 1;
      bits[4] |= bit;
      bits[severity] |= bit;
      add(result.rule, rule * WIDTH, bit);
      const account = resourceAccount[resource];
      const cell = account * rules.length + rule;
      result.judged[cell]++;
      if (bit === 4) result.doubtful[cell]++;
      if (bit !== 2) continue;
      result.open[cell]++;
      const unit = accounts.unit[account];
      result.rule[rule * WIDTH + FINDINGS + severity]++;
      result.severity[severity * WIDTH + FINDINGS + severity]++;
      result.account[account * WIDTH + FINDINGS + severity]++;
      result.region[resources.region[resource] * WIDTH + FINDINGS + severity]++;
      result.unit[(unit < 0 ? data.units.length : unit) * WIDTH + FINDINGS + severity]++;
      result.total[FINDINGS + severity]++;
    }
    close();
    return result;
  }

  const findingsOf = (tally, at = 0) => tally[at + FINDINGS] + tally[at + FINDINGS + 1] + tally[at + FINDINGS + 2] + tally[at + FINDINGS + 3];

  /** The worst first: by critical findings, then high ones, and so on. */
  const worse = tally => (one, other) => {
    for (let severity = 3; severity >= 0; severity--) {
      const difference = tally[other * WIDTH + FINDINGS + severity] - tally[one * WIDTH + FINDINGS + severity];
      if (difference) return difference;
    }
    // Where nothing was found the greatest doubt, then the most resources.
    return tally[other * WIDTH + DOUBTFUL] - tally[one * WIDTH + DOUBTFUL] || tally[other * WIDTH + RESOURCES] - tally[one * WIDTH + RESOURCES] || one - other;
  };

  const range = n => Array.from({ length: n }, (_, i) => i);

  /** The rows of the list in its order, by counting: no comparison of a hundred thousand strings. */
  function ordered(selected) {
    const wanted = SHOWN[state.show];
    const rows = new Int32Array(rowCount);
    let length = 0;
    for (let row = 0; row < rowCount; row++)
      if (selected[row] && (wanted === undefined || rowCompliance[row] === wanted)) rows[length++] = row;
    const found = rows.subarray(0, length);
    switch (state.sort) {
      case 'account': return found;
      case 'rule': return byCount(found, rules.length, row => rowRule[row]);
      case 'region': return byCount(found, data.regions.length, row => regionRank()[resources.region[rowResource[row]]]);
      case 'resource': return byCount(found, resourceCount, row => resourceRank()[rowResource[row]]);
      case 'since': return byCount(found, data.times.length + 1, row => rowSince[row] < 0 ? data.times.length : rowSince[row]);
      default: return byCount(found, 4, row => 3 - rowSeverity[row]);
    }
  }

  function byCount(rows, keys, keyOf) {
    const starts = new Int32Array(keys + 1);
    for (const row of rows) starts[keyOf(row) + 1]++;
    for (let key = 0; key < keys; key++) starts[key + 1] += starts[key];
    const result = new Int32Array(rows.length);
    for (const row of rows) result[starts[keyOf(row)]++] = row;
    return result;
  }

  const ranked = texts => {
    let ranks;
    return () => {
      if (!ranks) {
        ranks = new Int32Array(texts.length);
        range(texts.length).sort((one, other) => texts[one] < texts[other] ? -1 : texts[one] > texts[other] ? 1 : one - other).forEach((i, rank) => ranks[i] = rank);
      }
      return ranks;
    };
  };
  const resourceRank = ranked(resources.id);
  const regionRank = ranked(data.regions);

  // ---- the headline -------------------------------------------------------------------------------------------------
  function writeHeadline() {
    const tally = tallies(new Uint8Array(rowCount).fill(1));
    const withFindings = range(accounts.id.length).filter(i => findingsOf(tally.account, i * WIDTH) > 0).length;
    const judged = range(accounts.id.length).filter(i => tally.account[i * WIDTH + RESOURCES] > 0).length;
    const findings = findingsOf(tally.total);
    const sentences = [];
    if (findings) sentences.push(`${count(findings, 'finding')}${judged > 1 ? ` in ${number.format(withFindings)} of ${count(judged, 'account')}` : ''}: ${breakdown(tally.total, 0)}.`);
    else if (tally.total[RESOURCES]) sentences.push('Nothing was found.');
    if (tally.total[DOUBTFUL]) sentences.push(`${count(tally.total[DOUBTFUL], 'resource')} could not be judged.`);
    $('standing').textContent = sentences.join(' ');

    if (data.trend.length > 1) {
      const [before, now] = data.trend.slice(-2);
      const points = (Math.floor(now.private * 1000 / now.resources) - Math.floor(before.private * 1000 / before.resources)) / 10;
      const moved = !now.resources || !before.resources ? '' : points > 0 ? `up ${points} points, ` : points < 0 ? `down ${-points} points, ` : 'unchanged, ';
      $('change').textContent = `Since ${day.format(new Date(before.at))}: ${moved}${number.format(data.new)} new, ${number.format(data.repaired)} repaired.`;
    }

    const gravest = i => [3, 2, 1, 0].find(severity => tally.rule[i * WIDTH + FINDINGS + severity] > 0);
    const worst = range(rules.length).filter(i => findingsOf(tally.rule, i * WIDTH) > 0)
      .sort((one, other) => gravest(other) - gravest(one) || findingsOf(tally.rule, other * WIDTH) - findingsOf(tally.rule, one * WIDTH)).slice(0, 5);
    if (!worst.length) return;
    $('first').append(
      element('h3', {}, 'What is not yet true, the gravest first'),
      element('ol', {}, ...worst.map(i => element('li', {},
        element('span', { class: `severity ${SEVERITIES[gravest(i)]}` }, capital(SEVERITIES[gravest(i)])),
        filterLink({ rule: rules[i].id, severity: '' }, rules[i].title, 'findings'),
        element('span', { class: 'number' }, `not in ${number.format(findingsOf(tally.rule, i * WIDTH))} of ${number.format(tally.rule[i * WIDTH + RESOURCES])}`)))));
  }

  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

  /** A link to a state of the filters; following it also goes to what it is about. */
  function filterLink(changes, text, target) {
    const link = element('a', { href: fragmentOf({ ...state, finding: '', ...changes }) }, text);
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go({ finding: '', ...changes });
      if (target) focusOn($(target));
    });
    return link;
  }

  function focusOn(node) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: 'start' });
  }

  // ---- over time ----------------------------------------------------------------------------------------------------
  function writeTrend() {
    const points = data.trend.filter(point => point.resources);
    if (data.trend.length < 2) return;
    $('trend').hidden = false;
    const [width, height, left, right, top, bottom] = [520, 180, 6, 56, 16, 26];
    const times = points.map(point => Date.parse(point.at));
    const shares = points.map(point => point.private / point.resources);
    const low = Math.max(0, Math.floor(Math.min(...shares) * 10 - .5) / 10);
    const x = i => left + (times.length < 2 ? 0 : (times[i] - times[0]) / (times.at(-1) - times[0])) * (width - left - right);
    const y = value => top + (1 - (value - low) / (1 - low || 1)) * (height - top - bottom);
    const last = points.length - 1;
    if (points.length) {
      $('trend-line').append(drawing('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
        ...[low, 1].flatMap(value => [
          drawing('line', { class: 'axis', x1: left, x2: width - right, y1: y(value), y2: y(value) }),
          ...(Math.abs(y(shares[last]) - y(value)) > 14 ? [drawing('text', { x: width - right + 10, y: y(value) + 4 }, share(value * 1000, 1000))] : [])]),
        drawing('polyline', { class: 'line', points: points.map((_, i) => `${x(i)},${y(shares[i])}`).join(' ') }),
        ...points.map((_, i) => drawing('circle', { class: i === last ? 'dot now' : 'dot', cx: x(i), cy: y(shares[i]), r: 4 })),
        drawing('text', { class: 'now', x: x(last) + 10, y: y(shares[last]) + 4 }, share(points[last].private, points[last].resources)),
        drawing('text', { x: left, y: height - 4 }, shortDay.format(times[0])),
        ...(last ? [drawing('text', { x: x(last), y: height - 4, 'text-anchor': 'middle' }, shortDay.format(times[last]))] : [])));
    }
    $('trend-table').append(table('Score and findings of each report', 'hidden',
      [['Report'], ...['Private', 'Critical', 'High', 'Medium', 'Low'].map(head => [head, 'figure'])],
      data.trend.slice(-8).reverse().map(point => [[day.format(new Date(point.at))], ['figure', share(point.private, point.resources)],
        ...[...point.findings].reverse().map(n => ['figure', number.format(n)])])));
  }

  // ---- the filters --------------------------------------------------------------------------------------------------
  function options(select, entries) {
    select.replaceChildren(...entries.map(([value, text]) => element('option', { value }, text)));
  }

  function prepareFilters() {
    options($('severity'), [['', 'All'], ...['critical', 'high', 'medium', 'low'].map(severity => [severity, capital(severity)])]);
    options($('rule'), [['', 'All rules'], ...rules.map(rule => [rule.id, rule.id])]);
    options($('region'), [['', 'All regions'], ...data.regions.filter(Boolean).sort().map(region => [region, region])]);
    const paths = new Set(data.units.flatMap(unit => unit.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))));
    options($('unit'), [['', 'All units'], ...[...paths].sort().map(unit => [unit, unit])]);
    $('unit-label').hidden = !paths.size;
    options($('show'), SHOWS);
    options($('sort'), data.trend.length > 1 ? [...SORTS, ['since', 'Open longest']] : SORTS);
    for (const id of ['severity', 'rule', 'region', 'unit', 'show', 'sort']) $(id).addEventListener('change', () => go({ [id]: $(id).value, finding: '' }));
    let waiting;
    $('q').addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => go({ q: $('q').value.trim(), finding: '' }, true), rowCount > 20000 ? 150 : 0);
    });
    $('account').addEventListener('input', suggestAccounts);
    $('account').addEventListener('change', () => {
      const typed = $('account').value.trim();
      const id = accountNumber.has(typed) ? typed : accounts.id[accounts.id.findIndex((id, i) => accountText(i) === typed || accounts.name[i].toLowerCase() === typed.toLowerCase())];
      $('account').setCustomValidity(typed && id === undefined ? 'No account has this id or name.' : '');
      if (typed && id === undefined) $('account').reportValidity();
      else go({ account: id ?? '', finding: '' });
    });
    $('filters').addEventListener('submit', event => event.preventDefault());
    $('clear').addEventListener('click', () => {
      go({ ...Object.fromEntries(NARROWING.map(key => [key, ''])), finding: '' });
      $('q').focus();
    });
    document.querySelector('[data-skip]').addEventListener('click', event => {
      event.preventDefault();
      focusOn($('findings'));
    });
  }

  /** Browsers take a list of ten thousand badly. */
  function suggestAccounts() {
    const typed = $('account').value.trim().toLowerCase();
    const texts = searchable().accounts;
    const found = [];
    for (let i = 0; i < texts.length && found.length < 50; i++)
      if (texts[i].includes(typed)) found.push(i);
    options($('account-list'), found.map(i => [accounts.id[i], accountText(i)]));
  }

  function writeFilters(tally) {
    for (const id of ['severity', 'rule', 'region', 'unit', 'show', 'sort']) $(id).value = state[id];
    if (document.activeElement !== $('q') || $('q').value.trim() !== state.q) $('q').value = state.q;
    $('account').value = state.account && accountNumber.has(state.account) ? accountText(accountNumber.get(state.account)) : state.account;
    const isNarrowed = NARROWING.some(key => state[key]);
    $('clear').hidden = !isNarrowed;
    $('filters').classList.toggle('active', isNarrowed);
    const judged = tally.total[RESOURCES];
    $('selection').textContent = isNarrowed
      ? `Selected: ${judged ? `${share(tally.total[PRIVATE], judged)} of ${count(judged, 'resource')} private, ${count(findingsOf(tally.total), 'finding')}` : 'no resource'}.`
      : '';
  }

  // ---- scores -------------------------------------------------------------------------------------------------------
  function scoreTable(title, tally, items, key, value, text, note) {
    if (!items.length) return null;
    return element('div', {},
      table(title, '', [['Name'], ['Private'], ['Resources', 'figure'], ['Findings']], items.map(i => {
        const at = i * WIDTH;
        const isOn = state[key] === value(i) && value(i) !== '';
        const link = value(i) === '' ? text(i) : filterLink({ [key]: isOn ? '' : value(i) }, text(i));
        if (isOn) link.setAttribute('aria-current', 'true');
        return [[link], ['share-cell', bar(tally[at + PRIVATE], tally[at + RESOURCES]), share(tally[at + PRIVATE], tally[at + RESOURCES])],
          ['figure', number.format(tally[at + RESOURCES])],
          ['', breakdown(tally, at) || (tally[at + DOUBTFUL] ? '' : 'none'), tally[at + DOUBTFUL] ? element('span', { class: 'muted' }, `${findingsOf(tally, at) ? '; ' : ''}${number.format(tally[at + DOUBTFUL])} undetermined`) : '']];
      })),
      note ? element('p', { class: 'muted' }, note) : null);
  }

  /** With its roles spelled out, for on narrow screens its rows are drawn as blocks. */
  function table(title, hidden, heads, rows) {
    return element('table', { role: 'table' }, element('caption', { class: hidden }, title),
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads.map(([text, kind]) => element('th', { role: 'columnheader', scope: 'col', class: kind ?? '' }, text)))),
      element('tbody', { role: 'rowgroup' }, ...rows.map(([[head], ...cells]) => element('tr', { role: 'row' }, element('th', { role: 'rowheader', scope: 'row' }, head),
        ...cells.map(([kind, ...content], i) => element('td', { role: 'cell', class: kind, 'data-unit': heads[i + 1][0].toLowerCase() }, ...content))))));
  }

  function bar(part, whole) {
    return drawing('svg', { viewBox: '0 0 72 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      drawing('rect', { class: 'track', width: 72, height: 8 }),
      drawing('rect', { class: 'bar', width: whole ? 72 * part / whole : 0, height: 8 }));
  }

  function writeScores(tally) {
    const judged = (of, n) => range(n).filter(i => of[i * WIDTH + RESOURCES] > 0);
    const worstAccounts = judged(tally.account, accounts.id.length).sort(worse(tally.account));
    const unitText = i => i === data.units.length ? 'No unit known' : data.units[i];
    const tables = [
      scoreTable('By rule', tally.rule, judged(tally.rule, rules.length).sort((one, other) => rules[other].severity - rules[one].severity || worse(tally.rule)(one, other)), 'rule', i => rules[i].id, i => rules[i].id),
      scoreTable('By severity', tally.severity, judged(tally.severity, 4).reverse(), 'severity', i => SEVERITIES[i], i => capital(SEVERITIES[i])),
      scoreTable('By region', tally.region, judged(tally.region, data.regions.length).sort(worse(tally.region)), 'region', i => data.regions[i], regionText),
      data.units.length ? scoreTable('By organizational unit', tally.unit, judged(tally.unit, data.units.length + 1).sort(worse(tally.unit)), 'unit', i => data.units[i] ?? '', unitText) : null,
      scoreTable('By account, the worst first', tally.account, worstAccounts.slice(0, 10), 'account', i => accounts.id[i], accountText,
        worstAccounts.length > 10 ? `${count(worstAccounts.length - 10, 'more account')} ${worstAccounts.length === 11 ? 'is' : 'are'} in the map below.` : ''),
    ].filter(Boolean);
    tables[0]?.classList.add('full');
    $('scores').replaceChildren(...(tables.length ? tables : [element('p', { class: 'empty full' }, 'Nothing within the filters was judged.')]));
  }

  // ---- the map ------------------------------------------------------------------------------------------------------
  let map = { rows: [], columns: [], tally: null, row: 0, column: 0 };
  let isPrinting = false;
  const MOST_PRINTED_ACCOUNTS = 60;
  const MOST_PRINTED_FINDINGS = 500;

  function writeMap(tally) {
    const isWanted = i => state.account ? accounts.id[i] === state.account : !state.unit || accounts.unit[i] >= 0 && (data.units[accounts.unit[i]] + '/').startsWith(state.unit + '/');
    const withData = range(accounts.id.length).filter(i => tally.account[i * WIDTH + RESOURCES] > 0).sort(worse(tally.account));
    const isNarrowed = state.q || state.region || state.rule || state.severity;
    const without = range(accounts.id.length).filter(i => tally.account[i * WIDTH + RESOURCES] === 0 && isWanted(i));
    const silent = isNarrowed ? [] : without;
    const columns = range(rules.length).filter(i => tally.rule[i * WIDTH + RESOURCES] > 0);
    const rows = [...withData, ...silent];
    map = { rows, columns, tally, row: Math.min(map.row, Math.max(rows.length - 1, 0)), column: Math.min(map.column, columns.length) };
    $('map').hidden = !rows.length || !columns.length;
    const suspended = without.filter(i => accounts.suspended[i]).length;
    const notes = [withData.length ? `Findings of each rule in ${count(withData.length, 'account')}, the worst first. Darker is a larger share of the resources judged; ? could not be judged.` : rowCount ? 'No account within the filters was judged.' : 'No account was judged.'];
    if (!isNarrowed && without.length > suspended) notes.push(`${count(without.length - suspended, 'account')} without data.`);
    if (suspended) notes.push(`${count(suspended, 'suspended account')} left out.`);
    if (isPrinting && rows.length > MOST_PRINTED_ACCOUNTS) notes.push(`The first ${MOST_PRINTED_ACCOUNTS} are printed.`);
    $('map-note').textContent = notes.join(' ');
    drawMap();
  }

  function drawMap() {
    const { rows, columns } = map;
    const head = element('div', { role: 'row', 'aria-rowindex': '1' }, element('div', { role: 'columnheader', class: 'corner' }, 'Account'),
      ...columns.map((rule, i) => element('div', { role: 'columnheader', 'data-row': '-1', 'data-column': String(i + 1), tabindex: '-1', title: rules[rule].title }, rules[rule].id)));
    const body = element('div', { role: 'rowgroup', class: 'body' });
    const grid = element('div', { role: 'grid', 'aria-labelledby': 'map-title', 'aria-describedby': 'map-note', 'aria-rowcount': String(rows.length + 1), 'aria-colcount': String(columns.length + 1) },
      element('div', { role: 'rowgroup', class: 'head' }, head), body);
    $('map').replaceChildren(grid);
    $('map').scrollTop = 0;
    map.body = body;
    map.cell = cellSize();
    body.style.height = `${rows.length * map.cell}px`;
    fillMap();
  }

  const cellSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.25;

  function fillMap() {
    if (!map.body || $('map').hidden) return;
    const first = isPrinting ? 0 : Math.max(0, Math.floor($('map').scrollTop / map.cell) - 8);
    const last = isPrinting ? Math.min(map.rows.length, MOST_PRINTED_ACCOUNTS) : Math.min(map.rows.length, first + Math.ceil(($('map').clientHeight || 600) / map.cell) + 16);
    const focused = map.body.contains(document.activeElement) ? document.activeElement.closest('[role="row"]') : null;
    const kept = new Map([...map.body.children].map(node => [Number(node.dataset.index), node]));
    for (const [index, node] of kept)
      if ((index < first || index >= last) && node !== focused) node.remove();
    for (let index = first; index < last; index++) {
      if (kept.has(index) && kept.get(index).isConnected) continue;
      const next = [...map.body.children].find(node => Number(node.dataset.index) > index);
      map.body.insertBefore(mapRow(index), next ?? null);
    }
    rove();
  }

  function mapRow(index) {
    const account = map.rows[index];
    const node = element('div', { role: 'row', 'data-index': String(index), 'aria-rowindex': String(index + 2) },
      element('div', { role: 'rowheader', 'data-row': String(index), 'data-column': '0', tabindex: '-1', title: accountText(account) }, element('span', {}, accountTitle(account)),
        accounts.suspended[account] ? element('span', { class: 'muted' }, 'suspended') : map.tally.account[account * WIDTH + RESOURCES] ? null : element('span', { class: 'muted' }, 'no data')),
      ...map.columns.map((rule, i) => mapCell(account, rule, index, i + 1)));
    node.style.transform = `translateY(${index * map.cell}px)`;
    return node;
  }

  function mapCell(account, rule, row, column) {
    const at = account * rules.length + rule;
    const [judged, open, doubtful] = [map.tally.judged[at], map.tally.open[at], map.tally.doubtful[at]];
    const what = !judged ? 'not judged'
      : [`${count(open, 'finding')} in ${count(judged, 'resource')}`, ...doubtful ? [`${number.format(doubtful)} undetermined`] : []].join(', ');
    const shade = !judged ? 'none' : open ? `heat-${Math.min(4, Math.ceil(open / judged * 4))}` : doubtful ? 'doubt' : 'fine';
    return element('div', { role: 'gridcell', class: shade, 'data-row': String(row), 'data-column': String(column), tabindex: '-1', 'aria-label': `${accountTitle(account)}, ${rules[rule].id}: ${what}` },
      !judged ? '' : open ? compact(open) : doubtful ? '?' : '·');
  }

  const compact = n => n < 1000 ? String(n) : n < 10000 ? `${Math.floor(n / 100) / 10}k` : `${Math.floor(n / 1000)}k`;

  /** One cell takes part in the order of tabs; the arrows move it. */
  function rove() {
    for (const node of $('map').querySelectorAll('[tabindex="0"]')) node.tabIndex = -1;
    const node = mapNode(map.row, map.column) ?? $('map').querySelector('[role="gridcell"]');
    if (node) node.tabIndex = 0;
  }

  const mapNode = (row, column) => $('map').querySelector(`[data-row="${row}"][data-column="${column}"]`);

  function prepareMap() {
    $('map').addEventListener('scroll', () => requestAnimationFrame(fillMap), { passive: true });
    $('map').addEventListener('click', event => {
      const node = event.target.closest('[data-row]');
      if (node) openCell(Number(node.dataset.row), Number(node.dataset.column));
    });
    $('map').addEventListener('focusin', event => {
      const node = event.target.closest('[data-row]');
      if (!node) return;
      [map.row, map.column] = [Number(node.dataset.row), Number(node.dataset.column)];
      rove();
    });
    $('map').addEventListener('keydown', event => {
      const page = Math.max(1, Math.floor($('map').clientHeight / map.cell) - 4);
      const [row, column] = [map.row, map.column];
      const target = {
        ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
        PageUp: [row - page, column], PageDown: [row + page, column],
        Home: event.ctrlKey ? [0, 0] : [row, 0], End: event.ctrlKey ? [map.rows.length - 1, map.columns.length] : [row, map.columns.length],
      }[event.key];
      if (target) {
        event.preventDefault();
        moveTo(...target);
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        openCell(row, column);
      }
    });
  }

  function moveTo(row, column) {
    column = Math.min(Math.max(column, 0), map.columns.length);
    // Above the first account are the headings of rules; the corner is none.
    row = Math.min(Math.max(row, column ? -1 : 0), map.rows.length - 1);
    if (row >= 0) {
      const scroller = $('map');
      const head = scroller.querySelector('.head').offsetHeight;
      if (row * map.cell < scroller.scrollTop) scroller.scrollTop = row * map.cell;
      else if ((row + 1) * map.cell + head > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = (row + 1) * map.cell + head - scroller.clientHeight + 2;
    }
    [map.row, map.column] = [row, column];
    fillMap();
    mapNode(row, column)?.focus({ preventScroll: row >= 0 });
    const node = mapNode(row, column);
    if (node && column) {
      const scroller = $('map');
      const [left, width] = [node.offsetLeft, $('map').querySelector('[role="rowheader"]')?.offsetWidth ?? 0];
      if (left - width < scroller.scrollLeft) scroller.scrollLeft = left - width;
      else if (left + node.offsetWidth > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + node.offsetWidth - scroller.clientWidth;
    }
  }

  let opened = null;

  /** Shows the findings of a cell, of an account or of a rule; Escape in the list goes back to it. */
  function openCell(row, column) {
    const account = map.rows[row];
    const rule = map.columns[column - 1];
    if (account !== undefined && rule !== undefined && !map.tally.judged[account * rules.length + rule]) return;
    opened = { state, account, rule };
    const onlyDoubts = account !== undefined && rule !== undefined && !map.tally.open[account * rules.length + rule];
    go({ finding: '', show: onlyDoubts ? 'all' : '', ...account === undefined ? {} : { account: accounts.id[account] }, ...rule === undefined ? {} : { rule: rules[rule].id } });
    focusOn($('findings'));
  }

  function closeCell() {
    if (!opened) return;
    const { state: before, account, rule } = opened;
    opened = null;
    go(before);
    moveTo(account === undefined ? -1 : map.rows.indexOf(account), rule === undefined ? 0 : map.columns.indexOf(rule) + 1);
    $('map-section').scrollIntoView({ block: 'start' });
  }

  // ---- the list -----------------------------------------------------------------------------------------------------
  const LONG = 60;
  // Browsers draw nothing beyond some 16 million pixels; a longer list is scrolled faster than it is long.
  const TALLEST = 8e6;
  let list = { rows: new Int32Array(0) };

  function writeList(rows) {
    const isLong = rows.length > LONG && !isPrinting;
    const shownRows = isPrinting ? rows.subarray(0, MOST_PRINTED_FINDINGS) : rows;
    $('list').classList.toggle('long', isLong);
    const items = element('ol', { 'aria-labelledby': 'findings' });
    list = { rows: shownRows, isLong, items, height: rowHeight() };
    const what = state.show === 'all' ? 'verdict' : state.show ? `${COMPLIANCES[SHOWN[state.show]].toLowerCase()} resource` : 'finding';
    $('count').textContent = rows.length ? `${count(rows.length, what)}${isPrinting && rows.length > shownRows.length ? `, of which the first ${number.format(shownRows.length)} are printed` : ''}` : '';
    if (!rows.length) {
      $('list').replaceChildren(element('p', { class: 'empty' }, rowCount ? 'Nothing here within the filters.' : 'Nothing was judged.'));
      return;
    }
    $('list').replaceChildren(items);
    $('list').scrollTop = 0;
    if (isLong) {
      list.whole = rows.length * list.height;
      items.style.height = `${Math.min(list.whole, TALLEST)}px`;
      fillList();
    } else {
      items.append(...Array.from(shownRows, (row, i) => item(row, i)));
    }
  }

  const rowHeight = () => {
    const probe = element('div', {});
    probe.style.height = 'var(--row)';
    document.body.append(probe);
    const height = probe.getBoundingClientRect().height;
    probe.remove();
    return height;
  };

  /** The number of pixels that the list would be scrolled if it were as long as it is. */
  function scrolled() {
    const view = $('list').clientHeight;
    const drawn = Math.min(list.whole, TALLEST);
    return drawn <= view ? 0 : $('list').scrollTop * (list.whole - view) / (drawn - view);
  }

  function fillList() {
    if (!list.isLong) return;
    const at = scrolled();
    const first = Math.max(0, Math.floor(at / list.height) - 6);
    const last = Math.min(list.rows.length, first + Math.ceil($('list').clientHeight / list.height) + 12);
    const kept = new Map([...list.items.children].map(node => [Number(node.dataset.index), node]));
    for (const [index, node] of kept)
      if ((index < first || index >= last) && !node.contains(document.activeElement)) node.remove();
    for (let index = first; index < last; index++) {
      if (kept.get(index)?.isConnected) continue;
      const next = [...list.items.children].find(node => Number(node.dataset.index) > index);
      list.items.insertBefore(item(list.rows[index], index), next ?? null);
    }
    for (const node of list.items.children)
      node.style.transform = `translateY(${$('list').scrollTop + Number(node.dataset.index) * list.height - at}px)`;
  }

  function item(row, index) {
    const resource = rowResource[row];
    const rule = rules[rowRule[row]];
    const compliance = rowCompliance[row];
    const isOpen = compliance === OPEN;
    const name = resources.name[resource];
    const link = element('a', { href: fragmentOf({ ...state, finding: findingId(row) }) },
      element('span', { class: isOpen ? `severity ${SEVERITIES[rowSeverity[row]]}` : 'muted' }, isOpen ? capital(SEVERITIES[rowSeverity[row]]) : COMPLIANCES[compliance]),
      element('span', {},
        element('span', { class: 'reason' }, reasonText(row)),
        element('span', { class: 'what' }, `${rule.id} · ${resources.id[resource]}${name ? ` (${name})` : ''}`)),
      element('span', {},
        element('span', { class: 'where' }, accountTitle(resourceAccount[resource])),
        element('span', { class: 'where' }, [regionText(resources.region[resource]), isOpen && data.trend.length > 1 ? data.times[rowSince[row]] === data.at ? 'new' : `since ${shortDay.format(new Date(data.times[rowSince[row]]))}` : ''].filter(Boolean).join(' · '))));
    const node = element('li', { 'data-index': String(index), 'aria-setsize': String(list.rows.length), 'aria-posinset': String(index + 1) }, link);
    return node;
  }

  function prepareList() {
    $('list').addEventListener('scroll', () => requestAnimationFrame(fillList), { passive: true });
    $('list').addEventListener('click', event => {
      const link = event.target.closest('a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go({ finding: findingId(list.rows[link.parentElement.dataset.index]) });
    });
    $('findings-section').addEventListener('keydown', event => {
      if (event.key === 'Escape') closeCell();
      const at = event.target.closest('#list li');
      if (!at) return;
      const index = Number(at.dataset.index);
      const page = Math.max(1, Math.floor($('list').clientHeight / list.height) - 1);
      const target = { ArrowUp: index - 1, ArrowDown: index + 1, PageUp: index - page, PageDown: index + page, Home: 0, End: list.rows.length - 1 }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      focusItem(Math.min(Math.max(target, 0), list.rows.length - 1));
    });
  }

  function focusItem(index) {
    const place = () => list.items.querySelector(`[data-index="${index}"] a`);
    if (list.isLong) {
      const view = $('list').clientHeight;
      const at = scrolled();
      const factor = list.whole <= TALLEST ? 1 : (TALLEST - view) / (list.whole - view);
      if (index * list.height < at) $('list').scrollTop = index * list.height * factor;
      else if ((index + 1) * list.height > at + view) $('list').scrollTop = ((index + 1) * list.height - view) * factor + 1;
      fillList();
    }
    place()?.focus({ preventScroll: list.isLong });
  }

  // ---- a finding ----------------------------------------------------------------------------------------------------
  function writeFinding() {
    const dialog = $('finding');
    const row = state.finding ? findRow(state.finding) : -1;
    if (row < 0) {
      if (dialog.open) dialog.close();
      return;
    }
    const resource = rowResource[row];
    const account = resourceAccount[resource];
    const rule = rules[rowRule[row]];
    const isOpen = rowCompliance[row] === OPEN;
    const close = element('button', { type: 'button', class: 'close' }, 'Close');
    close.addEventListener('click', () => dialog.close());
    const facts = [
      ['Resource', `${resources.id[resource]}${resources.name[resource] ? ` (${resources.name[resource]})` : ''}`],
      ['Type', data.types[resources.type[resource]]],
      ['VPC', data.vpcs[resources.vpc[resource]]],
      ['Account', accountText(account)],
      ['Unit', data.units[accounts.unit[account]]],
      ['Region', regionText(resources.region[resource])],
      ['Rule', rule.id],
      ['Should be true', rule.title],
      ['Open since', isOpen && data.trend.length > 1 ? `${day.format(new Date(data.times[rowSince[row]]))}${data.times[rowSince[row]] === data.at ? ' (new)' : data.times[rowSince[row]] === data.trend[0].at ? ' or earlier' : ''}` : ''],
    ];
    const reason = data.reasons[rowReason[row]];
    dialog.replaceChildren(close,
      element('p', { class: isOpen ? `severity ${SEVERITIES[rowSeverity[row]]}` : 'muted' }, isOpen ? capital(SEVERITIES[rowSeverity[row]]) : COMPLIANCES[rowCompliance[row]]),
      element('h2', { id: 'finding-title' }, reasonText(row)),
      isOpen && !reason ? element('p', { class: 'muted' }, 'The reason is kept in the account itself: aws configservice get-compliance-details-by-resource tells it there.') : '',
      element('dl', {}, ...facts.filter(([, text]) => text).flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)])),
      element('h3', {}, 'How to repair it'), element('p', {}, rule.fix),
      element('h3', {}, 'Why it matters'), element('p', {}, rule.why),
      element('h3', {}, 'How to see it by hand'), element('pre', { tabindex: '0' }, rule.proof),
      element('h3', {}, 'AWS says'), element('ul', {}, ...rule.links.map(link => element('li', {}, element('a', { href: link, rel: 'noreferrer' }, link)))));
    document.title = `${resources.id[resource]}: ${reasonText(row)}`;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  const title = document.title;

  function prepareFinding() {
    const dialog = $('finding');
    dialog.addEventListener('close', () => {
      document.title = title;
      const index = list.rows.indexOf(state.finding ? findRow(state.finding) : -1);
      if (state.finding) go({ finding: '' });
      if (index >= 0) focusItem(index);
      else focusOn($('findings'));
    });
    dialog.addEventListener('click', event => {
      // Only the backdrop is the dialog itself and outside of its box.
      const box = dialog.getBoundingClientRect();
      if (event.target === dialog && (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom)) dialog.close();
    });
  }

  // ---- the whole ----------------------------------------------------------------------------------------------------
  let current = '';

  function update(wanted) {
    state = wanted;
    const selection = fragmentOf({ ...state, finding: '', vpc: '', verdict: '', way: '' }) + isPrinting;
    if (selection !== current) {
      current = selection;
      const selected = select();
      const tally = tallies(selected);
      writeFilters(tally);
      writeScores(tally);
      writeMap(tally);
      writeList(ordered(selected));
    }
    ways?.write(state, isPrinting);
    writeFinding();
  }

  /** An open finding of the rule in one of the resources; -1 where there is none. */
  function openRow(rule, account, ids) {
    const wanted = [ruleNumber.get(rule), accountNumber.get(account)];
    for (let row = 0; row < rowCount; row++)
      if (rowCompliance[row] === OPEN && rowRule[row] === wanted[0] && resourceAccount[rowResource[row]] === wanted[1] && ids.includes(resources.id[rowResource[row]])) return row;
    return -1;
  }

  /** To how a hop of a way is repaired: a finding of the rule about it, else all of the rule's in the account. */
  function repairLink(rule, account, ids) {
    if (!ruleNumber.has(rule)) return '';
    const row = openRow(rule, account, ids);
    const link = row < 0 ? filterLink({ rule, account, way: '', show: 'all' }, `What ${rule} says`, 'findings')
      : filterLink({ way: '', finding: findingId(row) }, `How to repair it: ${rule}`);
    // The whole address: a bare fragment, alone on a page, is taken for a link that skips content.
    link.href = location.href.split('#')[0] + link.getAttribute('href');
    return link;
  }

  const ways = data.ways ? waysView({ data, $, element, drawing, count, accountText, go, focusOn, repairLink }) : null;

  function prepareAppearance() {
    const place = 'configrules-appearance';
    const apply = value => {
      if (value) document.documentElement.dataset.appearance = value;
      else delete document.documentElement.dataset.appearance;
      $('appearance').value = value;
    };
    let kept = '';
    // A file's page may be forbidden to keep anything.
    try { kept = localStorage.getItem(place) ?? ''; } catch { kept = ''; }
    apply(['light', 'dark'].includes(kept) ? kept : '');
    $('appearance').addEventListener('change', () => {
      apply($('appearance').value);
      try { localStorage.setItem(place, $('appearance').value); } catch { return; }
    });
  }

  function print(on) {
    if (isPrinting === on) return;
    isPrinting = on;
    update(state);
  }

  prepareAppearance();
  writeHeadline();
  writeTrend();
  // Where nothing was judged there is nothing to choose from.
  for (const id of ['filters', 'scores-section']) $(id).hidden = !rowCount;
  $('map-section').hidden = !accounts.id.length;
  $('findings-section').hidden = false;
  prepareFilters();
  prepareMap();
  prepareList();
  prepareFinding();
  addEventListener('hashchange', () => update(readState()));
  addEventListener('popstate', () => update(readState()));
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  matchMedia('print').addEventListener('change', event => print(event.matches));
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    current = '';
    update(state);
  });
  update(state);
}
