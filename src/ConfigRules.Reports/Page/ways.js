'use strict';
/** The ways from workloads to services: all of a VPC as a map, and each as a picture beside its hops, which tell the same in words. */
function waysView({ data, $, element, drawing, count, accountText, go, focusOn, repairLink }) {
  const { vpcs, hops, texts } = data.ways;
  // In the order of PathVerdict.
  const VERDICTS = [
    { key: 'private', mark: '✓', short: 'Private', text: 'Private' },
    { key: 'unknown', mark: '?', short: 'Unknown', text: 'Unknown' },
    { key: 'blocked', mark: '✕', short: 'Blocked', text: 'Blocked' },
    { key: 'public-igw', mark: '▲', short: 'Public', text: 'Public, by an internet gateway' },
    { key: 'public-nat', mark: '▲', short: 'NAT', text: 'Public, by a NAT gateway' },
  ];
  const [PRIVATE, UNKNOWN, BLOCKED, BY_IGW, BY_NAT] = [0, 1, 2, 3, 4];
  const LEGEND = ['arrives, and leaves the VPC through an endpoint alone', 'what was recorded does not tell', 'does not arrive', 'leaves by an internet gateway', 'leaves by a NAT gateway'];
  const TONES = [['good', 'ok'], ['note', 'note'], ['unknown', 'unknown'], ['public', 'leaves'], ['blocked', 'blocks']];
  const STAGES = ['Name', 'DNS', 'Security group, out', 'Network ACL, out', 'Route', 'Endpoint', 'Network ACL, in', 'Security group, in', 'Way back', 'Endpoint policy', 'What it needs'];
  const [DNS, SOURCE_ACL, ROUTE, ENDPOINT, RETURN, POLICY] = [1, 3, 4, 5, 8, 9];
  const MOST_PRINTED_VPCS = 20;
  const MOST_PRINTED_WAYS = 60;

  const byVpc = vpcs.map(vpc => vpc.ways.map(([subnet, service, verdict, wrong, name, shared, legs], number) => ({
    number, subnet, service, verdict, wrong, name: texts[name], shared,
    legs: legs.map(([to, legVerdict, endpoint, subnets, own]) => ({ to: texts[to], verdict: legVerdict, endpoint: texts[endpoint] ?? '', subnets, hops: own })),
  })));
  const vpcKey = vpc => [vpc.account, vpc.region, vpc.id].join('~');
  const wayKey = (vpc, way) => [vpc.subnets[way.subnet].id, vpc.services[way.service]].join('~');
  const vpcNumber = new Map(vpcs.map((vpc, i) => [vpcKey(vpc), i]));
  const titled = thing => thing.name ? `${thing.id} (${thing.name})` : thing.id;
  const wayTitle = (vpc, way) => `${vpc.subnets[way.subnet].id} to ${vpc.services[way.service]}`;
  const hopText = hop => texts[hops.text[hop]];
  const tally = ways => VERDICTS.map((_, verdict) => ways.filter(way => way.verdict === verdict).length);
  const account = id => data.accounts.id.includes(id) ? accountText(data.accounts.id.indexOf(id)) : id || 'Unknown account';
  const inSentence = text => text.toLowerCase().replace(/\bnat\b/, 'NAT');
  const summary = ways => {
    const counts = tally(ways);
    return [BY_NAT, BY_IGW, BLOCKED, UNKNOWN, PRIVATE].filter(verdict => counts[verdict])
      .map(verdict => `${counts[verdict]} ${inSentence(VERDICTS[verdict].text)}`).join('; ');
  };

  const pageTitle = document.title;
  let state = {};
  let shown = { vpc: 0, rows: [], columns: [], row: 0, column: 1 };

  // ---- the map ------------------------------------------------------------------------------------------------------
  function prepare() {
    $('ways-section').hidden = false;
    const all = byVpc.flat();
    $('ways-note').textContent = `${count(all.length, 'way')} from workloads’ subnets to the services in use, in ${count(vpcs.length, 'VPC')}: ${summary(all)}.`
      + (data.ways.leftOut ? ` The ${count(data.ways.leftOut, 'other way')} that ${data.ways.leftOut === 1 ? 'was' : 'were'} followed ${data.ways.leftOut === 1 ? 'is' : 'are'} left out of this page, which keeps the VPCs with the worst.` : '');
    $('ways-vpc').replaceChildren(...vpcs.map((vpc, i) => {
      const wrong = byVpc[i].filter(way => way.verdict !== PRIVATE).length;
      return element('option', { value: vpcKey(vpc) }, `${titled(vpc)}, ${account(vpc.account)}, ${vpc.region || 'Unknown region'}: ${wrong ? `${wrong} of ${count(byVpc[i].length, 'way')} not private` : 'all private'}`);
    }));
    $('ways-vpc').addEventListener('change', () => go({ vpc: $('ways-vpc').value, way: '' }));
    $('ways-verdict').replaceChildren(element('option', { value: '' }, 'Every way'), element('option', { value: 'wrong' }, 'Not private'),
      ...VERDICTS.map(verdict => element('option', { value: verdict.key }, verdict.text)));
    $('ways-verdict').addEventListener('change', () => go({ verdict: $('ways-verdict').value, way: '' }));
    $('ways-legend').replaceChildren(...VERDICTS.map((verdict, i) => element('li', {},
      element('span', { class: `swatch way-${verdict.key}`, 'aria-hidden': 'true' }, `${verdict.mark} ${verdict.short}`), ` ${LEGEND[i]}`)));
    const grid = $('ways');
    grid.addEventListener('click', event => {
      const node = event.target.closest('[data-way]');
      if (node) open(node);
    });
    grid.addEventListener('focusin', event => {
      const node = event.target.closest('[data-row]');
      if (node) [shown.row, shown.column] = [Number(node.dataset.row), Number(node.dataset.column)];
      rove();
    });
    grid.addEventListener('keydown', event => {
      const { row, column, rows, columns } = shown;
      const target = {
        ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
        Home: event.ctrlKey ? [0, 1] : [row, 1], End: event.ctrlKey ? [rows.length - 1, columns.length] : [row, columns.length],
      }[event.key];
      if (target) {
        event.preventDefault();
        moveTo(...target);
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        const node = cellAt(row, column);
        if (node?.dataset.way) open(node);
      }
    });
    const dialog = $('way');
    dialog.addEventListener('close', () => {
      // A finding has been opened instead.
      if (state.finding) return;
      document.title = pageTitle;
      if (state.way) go({ way: '' });
      const node = cellAt(shown.row, shown.column);
      if (node) node.focus();
      else focusOn($('ways-title'));
    });
    dialog.addEventListener('click', event => {
      const box = dialog.getBoundingClientRect();
      if (event.target === dialog && (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom)) dialog.close();
    });
  }

  const cellAt = (row, column) => $('ways').querySelector(`[data-row="${row}"][data-column="${column}"]`);

  function moveTo(row, column) {
    shown.row = Math.min(Math.max(row, 0), shown.rows.length - 1);
    shown.column = Math.min(Math.max(column, 1), shown.columns.length);
    const node = cellAt(shown.row, shown.column);
    node?.focus({ preventScroll: true });
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** One cell takes part in the order of tabs; the arrows move it. */
  function rove() {
    for (const node of $('ways').querySelectorAll('[tabindex="0"]')) node.tabIndex = -1;
    const node = cellAt(shown.row, shown.column) ?? cellAt(0, 1);
    if (node) node.tabIndex = 0;
  }

  const open = node => go({ finding: '', vpc: vpcKey(vpcs[shown.vpc]), way: node.dataset.way });

  const isWanted = way => !state.verdict || (state.verdict === 'wrong' ? way.verdict !== PRIVATE : VERDICTS[way.verdict].key === state.verdict);

  function grid(vpc, ways, title) {
    const wanted = ways.filter(isWanted);
    const rows = [...new Set(wanted.map(way => way.subnet))];
    const columns = [...new Set(wanted.map(way => way.service))].sort((one, other) => one - other);
    const at = new Map(ways.map(way => [`${way.subnet} ${way.service}`, way]));
    return {
      rows, columns,
      node: element('div', { role: 'grid', 'aria-label': title, 'aria-rowcount': String(rows.length + 1), 'aria-colcount': String(columns.length + 1) },
        element('div', { role: 'rowgroup', class: 'head' }, element('div', { role: 'row' }, element('div', { role: 'columnheader', class: 'corner' }, 'Subnet'),
          ...columns.map(service => element('div', { role: 'columnheader' }, vpc.services[service])))),
        element('div', { role: 'rowgroup' }, ...rows.map((subnet, row) => element('div', { role: 'row' },
          element('div', { role: 'rowheader', title: titled(vpc.subnets[subnet]) }, element('span', {}, vpc.subnets[subnet].name || vpc.subnets[subnet].id), element('span', { class: 'muted' }, vpc.subnets[subnet].zone)),
          ...columns.map((service, column) => cell(vpc, at.get(`${subnet} ${service}`), row, column + 1)))))),
    };
  }

  function cell(vpc, way, row, column) {
    const place = { role: 'gridcell', tabindex: '-1', 'data-row': String(row), 'data-column': String(column) };
    if (!way) return element('div', { ...place, class: 'none', 'aria-label': 'No way was followed' }, '');
    const verdict = VERDICTS[way.verdict];
    const what = `${titled(vpc.subnets[way.subnet])} to ${vpc.services[way.service]}: ${verdict.text}${way.wrong >= 0 ? `, ${hopText(way.wrong)}` : ''}`;
    return element('div', { ...place, class: isWanted(way) ? `way-${verdict.key}` : 'aside', 'data-way': wayKey(vpc, way), 'aria-label': what, title: what, 'aria-haspopup': 'dialog' }, `${verdict.mark} ${verdict.short}`);
  }

  function write(wanted, isPrinting) {
    state = wanted;
    const number = vpcNumber.get(state.vpc) ?? 0;
    const selection = [number, state.verdict].join(' ');
    $('ways-vpc').value = vpcKey(vpcs[number]);
    $('ways-verdict').value = state.verdict;
    if (shown.selection !== selection) {
      const { rows, columns, node } = grid(vpcs[number], byVpc[number], `Ways of ${titled(vpcs[number])}`);
      shown = { selection, vpc: number, rows, columns, row: 0, column: 1 };
      $('ways').replaceChildren(rows.length ? node : element('p', { class: 'empty' }, 'No way of this VPC has this verdict.'));
      const missing = vpcs[number].missing;
      $('ways-missing').textContent = missing.length ? `Not recorded, and needed to tell: ${missing.join(', ')}.` : '';
      rove();
    }
    $('ways-printed').replaceChildren(...(isPrinting ? printed(number) : []));
    writeWay(vpcs[number], byVpc[number]);
  }

  /** On paper nothing can be opened: the maps of the other VPCs, and every hop of what is not private. */
  function printed(number) {
    const others = vpcs.map((vpc, i) => [vpc, byVpc[i], i]).slice(0, MOST_PRINTED_VPCS);
    const wrong = vpcs.flatMap((vpc, i) => byVpc[i].filter(way => way.verdict !== PRIVATE).map(way => [vpc, way]));
    return [
      ...others.filter(([, , i]) => i !== number).map(([vpc, ways]) => element('div', { class: 'map' }, element('h3', {}, `${titled(vpc)}, ${account(vpc.account)}, ${vpc.region || 'Unknown region'}`), grid(vpc, ways, `Ways of ${titled(vpc)}`).node)),
      ...vpcs.length > MOST_PRINTED_VPCS ? [element('p', { class: 'muted' }, `The first ${MOST_PRINTED_VPCS} of ${count(vpcs.length, 'VPC')} are printed.`)] : [],
      ...wrong.slice(0, MOST_PRINTED_WAYS).map(([vpc, way]) => element('div', { class: 'printed-way' },
        element('h3', {}, `${wayTitle(vpc, way)} (${titled(vpc)}): ${VERDICTS[way.verdict].text}`), ...hopLists(vpc, way, 'span'))),
      ...wrong.length > MOST_PRINTED_WAYS ? [element('p', { class: 'muted' }, `The hops of the first ${MOST_PRINTED_WAYS} of ${count(wrong.length, 'way')} that are not private are printed.`)] : [],
    ];
  }

  // ---- one way ------------------------------------------------------------------------------------------------------
  function writeWay(vpc, ways) {
    const dialog = $('way');
    const way = state.way ? ways.find(candidate => wayKey(vpc, candidate) === state.way) : undefined;
    if (!way) {
      if (dialog.open) dialog.close();
      return;
    }
    const [row, column] = [shown.rows.indexOf(way.subnet), shown.columns.indexOf(way.service) + 1];
    if (row >= 0 && column > 0) [shown.row, shown.column] = [row, column];
    const verdict = VERDICTS[way.verdict];
    const close = element('button', { type: 'button', class: 'close' }, 'Close');
    close.addEventListener('click', () => dialog.close());
    const missing = [...way.shared, ...way.legs.flatMap(leg => leg.hops)].filter(hop => texts[hops.code[hop]] === 'NOT_RECORDED').map(hopText);
    dialog.replaceChildren(...[close,
      element('p', { class: `verdict-word way-${verdict.key}` }, `${verdict.mark} ${verdict.text}`),
      element('h2', { id: 'way-title' }, `${titled(vpc.subnets[way.subnet])} to ${vpc.services[way.service]}`),
      way.wrong < 0 ? element('p', {}, 'Every packet arrives, and leaves the VPC through an endpoint alone.')
        : element('p', { class: 'first-wrong' }, element('strong', {}, way.verdict === UNKNOWN ? 'What is not known first: ' : 'What is wrong first: '), `${hopText(way.wrong)}. `, repair(vpc, way, way.wrong)),
      missing.length > 1 ? element('p', { class: 'muted' }, `To know, record what is missing: ${[...new Set(missing)].join('; ')}.`) : null,
      element('div', { class: 'way-view' },
        element('div', { class: 'picture', tabindex: '0', role: 'group', 'aria-label': 'Picture of the way' }, picture(vpc, way)),
        element('div', { class: 'hops' }, element('h3', {}, 'Hop by hop'), ...hopLists(vpc, way, 'button')))].filter(Boolean));
    prepareLight(dialog);
    document.title = `${wayTitle(vpc, way)}: ${verdict.text}`;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  /** The finding of the rule about the hop, else its rule, else nothing. */
  function repair(vpc, way, hop) {
    const rule = texts[hops.rule[hop]];
    if (!rule) return '';
    const table = vpc.subnets[way.subnet].table;
    const candidates = [texts[hops.resource[hop]], ...way.legs.map(leg => leg.endpoint), table, vpc.id].filter(Boolean);
    return repairLink(rule, vpc.account, candidates);
  }

  function hopLists(vpc, way, kind) {
    const [lists, told] = [[], new Set()];
    const add = (title, list, leg, start) => {
      if (title) lists.push(element('h4', {}, title));
      const ol = element('ol', { class: 'hop-list' }, ...list.map(hop => item(vpc, way, hop, leg, kind, told)));
      if (start > 1) ol.setAttribute('start', String(start));
      ol.style.counterReset = `hop ${start - 1}`;
      lists.push(ol);
    };
    if (way.legs.length < 2) add('', [...way.shared, ...way.legs.flatMap(leg => leg.hops)], 0, 1);
    else {
      add('', way.shared, 0, 1);
      way.legs.forEach((leg, i) => add(`To ${leg.to}: ${VERDICTS[leg.verdict].text}`, leg.hops, i, way.shared.length + 1));
    }
    return lists;
  }

  function item(vpc, way, hop, leg, kind, told) {
    const isFirst = hop === way.wrong;
    // A route to a NAT gateway is as good as any; on this way it is what leads astray.
    const [tone, word] = isFirst && hops.tone[hop] === 1 ? ['public', 'leads astray'] : TONES[hops.tone[hop]];
    const content = [element('span', { class: 'stage' }, STAGES[hops.stage[hop]]), ' ',
      element('span', { class: `tone tone-${tone}` }, word), ' ', element('span', { class: 'hop-text' }, `${hopText(hop)}.`),
      ...isFirst ? [' ', element('strong', { class: 'first' }, way.verdict === UNKNOWN ? 'First unknown hop' : 'First wrong hop')] : []];
    const body = kind === 'button' ? element('button', { type: 'button', class: 'hop', 'data-parts': partsOf(way, hop, leg).join(' ') }, ...content) : element('span', { class: 'hop' }, ...content);
    // Two hops of one route are repaired by one rule, which is told once.
    const link = tone === 'good' || kind !== 'button' || told.has(hops.rule[hop]) ? '' : repair(vpc, way, hop);
    told.add(hops.rule[hop]);
    return element('li', { class: isFirst ? `wrong-first first-${VERDICTS[way.verdict].key}` : '' }, body, link ? element('span', { class: 'repair' }, link) : null);
  }

  /** Which parts of the picture a hop speaks of. */
  function partsOf(way, hop, legNumber) {
    const leg = way.legs[legNumber];
    const stage = hops.stage[hop];
    const endpoint = leg?.endpoint ? [`at:${leg.endpoint}`] : [];
    const named = [texts[hops.resource[hop]], texts[hops.to[hop]]].filter(Boolean).map(id => `at:${id}`);
    if (stage <= DNS) return ['dns', ...named];
    if (stage <= SOURCE_ACL) return ['sender'];
    if (stage === ROUTE) return [...(named.length && texts[hops.resource[hop]]?.startsWith('rtb-') && !texts[hops.resource[hop]].includes(' ') ? ['sender'] : []), ...named, `leg:${legNumber}`, ...hops.tone[hop] === 3 ? ['internet'] : []];
    if (stage === RETURN) return ['sender', ...endpoint];
    return endpoint.length ? endpoint : named;
  }

  function prepareLight(dialog) {
    const nodes = [...dialog.querySelectorAll('[data-parts]')];
    const partsIn = node => node.dataset.parts.split(' ').filter(Boolean);
    const light = keys => {
      for (const node of nodes) node.classList.toggle('lit', keys.length > 0 && partsIn(node).some(part => keys.includes(part)));
    };
    for (const node of nodes) {
      const own = partsIn(node);
      node.addEventListener('pointerenter', () => light(own));
      node.addEventListener('pointerleave', () => light(document.activeElement?.dataset?.parts ? partsIn(document.activeElement) : []));
      node.addEventListener('focus', () => light(own));
      node.addEventListener('blur', () => light([]));
      // On narrow screens the picture is wider than its frame.
      if (node.localName === 'button') node.addEventListener('click', () => {
        light(own);
        dialog.querySelector('svg .lit')?.scrollIntoView({ block: 'nearest', inline: 'center' });
      });
    }
  }

  // ---- the picture --------------------------------------------------------------------------------------------------
  const [LEFT, CARD, GATE_WIDTH, FAR_WIDTH, ROW_GAP] = [32, 232, 204, 204, 20];
  const COLUMNS = [[LEFT, LEFT + CARD], [LEFT + CARD + 64, LEFT + 2 * CARD + 64], [LEFT + 2 * CARD + 124, LEFT + 2 * CARD + 124 + GATE_WIDTH], [LEFT + 2 * CARD + 388, LEFT + 2 * CARD + 388 + FAR_WIDTH]];
  const BORDER = COLUMNS[2][0] + GATE_WIDTH / 2;
  const WIDTH = COLUMNS[3][1] + 12;
  const TOP_LANE = 66;
  const [HEAD, CHIP, MOST_CHIPS, MOST_ROWS, MOST_GATES] = [62, 27, 3, 3, 7];

  const cut = (text, most) => [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text;

  function label(x, y, text, most, kind) {
    return drawing('text', { x, y, class: kind ?? '' }, cut(text, most));
  }

  function part(keys, tip, kind, ...children) {
    return drawing('g', { class: `part ${kind}`, 'data-parts': keys.join(' ') }, drawing('title', {}, tip), ...children);
  }

  function picture(vpc, way) {
    const endpointsOnWay = new Set(way.legs.map(leg => leg.endpoint).filter(Boolean));
    const met = new Set([...endpointsOnWay, ...way.legs.flatMap(leg => leg.hops).flatMap(hop => [texts[hops.to[hop]], texts[hops.resource[hop]]]).filter(Boolean)]);
    const inSubnets = vpc.subnets.map(() => []);
    for (const endpoint of vpc.endpoints) if (!endpoint.gateway) for (const subnet of endpoint.subnets) inSubnets[subnet].push({ id: endpoint.id, text: endpoint.service, keys: [`at:${endpoint.id}`], tip: `Endpoint ${endpoint.id} to ${endpoint.service}`, isMet: endpointsOnWay.has(endpoint.id), subnet });
    for (const gate of vpc.gates) if (gate.subnet >= 0) inSubnets[gate.subnet].push({ id: gate.id, text: `NAT ${gate.id}`, keys: [`at:${gate.id}`], tip: `NAT gateway ${gate.id}`, isMet: met.has(gate.id), subnet: gate.subnet });

    // Senders stand left, subnets of endpoints and gateways right of them, zone below zone.
    const isNeeded = vpc.subnets.map((_, i) => i === way.subnet || inSubnets[i].some(chip => chip.isMet));
    const zones = [...new Set(vpc.subnets.map(subnet => subnet.zone))].sort();
    const [boxes, cards, nodes] = [[], [], new Map()];
    let [y, hidden] = [104, vpc.moreSubnets];
    for (const zone of zones) {
      const sides = [1, 0].map(sends => vpc.subnets.map((_, i) => i).filter(i => vpc.subnets[i].zone === zone && vpc.subnets[i].sends === sends)
        .sort((one, other) => isNeeded[other] - isNeeded[one] || (inSubnets[other].length > 0) - (inSubnets[one].length > 0) || one - other));
      // What is kept stays in one order, so that the picture of the next way looks alike.
      const kept = sides.map(side => side.slice(0, Math.max(MOST_ROWS, side.filter(i => isNeeded[i]).length)).sort((one, other) => one - other));
      hidden += sides[0].length + sides[1].length - kept[0].length - kept[1].length;
      const rows = Math.max(kept[0].length, kept[1].length);
      if (!rows) continue;
      const top = y;
      y += 28;
      for (let row = 0; row < rows; row++) {
        const heights = kept.map(side => side[row] === undefined ? 0 : cardHeight(inSubnets[side[row]]));
        const height = Math.max(...heights);
        kept.forEach((side, column) => {
          if (side[row] === undefined) return;
          cards.push(card(vpc, way, side[row], column, y, heights[column], y + height + ROW_GAP / 2, inSubnets[side[row]], nodes));
        });
        y += height + ROW_GAP;
      }
      boxes.push(drawing('rect', { class: 'zone', x: LEFT - 12, y: top, width: COLUMNS[1][1] - LEFT + 24, height: y - top - 8, rx: 6 }), label(LEFT, top + 19, zone || 'Zone not recorded', 40, 'soft'));
      y += 6;
    }
    if (hidden > 0) {
      boxes.push(label(LEFT, y + 12, `and ${count(hidden, 'more subnet')}`, 60, 'soft'));
      y += 24;
    }

    // At the border: gateway endpoints, then what routes name.
    const gates = [
      ...vpc.endpoints.filter(endpoint => endpoint.gateway).map(endpoint => ({ id: endpoint.id, kind: `${endpoint.service} gateway endpoint` })),
      ...vpc.gates.filter(gate => gate.subnet < 0),
    ].map((gate, order) => ({ ...gate, order })).sort((one, other) => met.has(other.id) - met.has(one.id)).slice(0, MOST_GATES)
      .sort((one, other) => /^Internet/.test(one.kind) - /^Internet/.test(other.kind) || one.order - other.order);
    let gateY = 120;
    const isPublic = way.verdict >= BY_IGW || way.legs.some(leg => leg.verdict >= BY_IGW);
    let internetY = null;
    const border = gates.map(gate => {
      const node = { x1: COLUMNS[2][0], x2: COLUMNS[2][1], y: gateY + 24, column: 2, lane: gateY + 56 };
      nodes.set(gate.id, node);
      if (/^(Internet|Egress)/.test(gate.kind)) internetY ??= node.y;
      gateY += 64;
      return part([`at:${gate.id}`], `${gate.kind} ${gate.id}`, met.has(gate.id) ? 'gate met' : 'gate',
        drawing('rect', { x: node.x1, y: node.y - 24, width: GATE_WIDTH, height: 48, rx: 8 }), label(node.x1 + 10, node.y - 5, gate.kind, 25, 'strong'), label(node.x1 + 10, node.y + 13, gate.id, 30, 'soft'));
    });
    const service = vpc.services[way.service];
    nodes.set('service', { x1: COLUMNS[3][0], x2: COLUMNS[3][1], y: TOP_LANE, column: 3, bottom: TOP_LANE + 26 });
    if (internetY === null && isPublic) internetY = gateY + 24;
    if (internetY !== null) nodes.set('internet', { x1: COLUMNS[3][0], x2: COLUMNS[3][1], y: Math.max(internetY, 160), column: 3, top: Math.max(internetY, 160) - 24 });
    const outside = [
      part(['service'], `${service}: ${way.name}`, 'far service', drawing('rect', { x: COLUMNS[3][0], y: TOP_LANE - 26, width: FAR_WIDTH, height: 52, rx: 8 }), label(COLUMNS[3][0] + 10, TOP_LANE - 5, service, 25, 'strong'), label(COLUMNS[3][0] + 10, TOP_LANE + 14, way.name || 'name not known', 30, 'soft')),
      ...nodes.has('internet') ? [part(['internet'], 'The internet', isPublic ? 'far internet met' : 'far internet', drawing('rect', { x: COLUMNS[3][0], y: nodes.get('internet').top, width: FAR_WIDTH, height: 48, rx: 24 }), label(COLUMNS[3][0] + 26, nodes.get('internet').top + 29, 'The internet', 22, 'strong'))] : [],
    ];
    const height = Math.max(y + 4, gateY, (nodes.get('internet')?.y ?? 0) + 40) + 12;
    const answer = way.shared.find(hop => hops.stage[hop] === DNS);
    const resolver = part(['dns'], way.shared.map(hopText).join('; ') || 'DNS', 'dns',
      drawing('rect', { x: LEFT - 12, y: 46, width: COLUMNS[1][1] - LEFT + 24, height: 42, rx: 6 }),
      label(LEFT, 63, 'VPC resolver', 30, 'strong'), label(LEFT, 80, answer === undefined ? 'No answer is known' : hopText(answer), 84, 'soft'));

    const lines = way.legs.length ? way.legs.map((leg, i) => line(way, leg, i, nodes)) : [line(way, { verdict: way.verdict, endpoint: '', subnets: [], hops: [] }, 0, nodes)];
    const [titleId, descId] = ['picture-title', 'picture-desc'];
    return drawing('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-labelledby': titleId, 'aria-describedby': descId, class: 'way-picture' },
      drawing('title', { id: titleId }, `The way from ${wayTitle(vpc, way)}: ${VERDICTS[way.verdict].text}`),
      drawing('desc', { id: descId }, [...way.shared, ...way.legs.flatMap(leg => leg.hops)].map(hop => `${hopText(hop)}.`).join(' ')),
      drawing('rect', { class: 'vpc', x: 6, y: 6, width: BORDER - 6, height: height - 12, rx: 10 }),
      label(LEFT - 12, 32, `${titled(vpc)} ${vpc.blocks}`, 76, 'strong big'),
      ...boxes, resolver, ...cards, ...border, ...outside, ...lines.flat());
  }

  const chipsIn = chips => {
    const kept = new Set([...chips].sort((one, other) => other.isMet - one.isMet).slice(0, Math.max(MOST_CHIPS, chips.filter(chip => chip.isMet).length)));
    return chips.filter(chip => kept.has(chip));
  };
  const cardHeight = chips => HEAD + 4 + chipsIn(chips).length * CHIP + (chips.length > chipsIn(chips).length ? 18 : 0);

  function card(vpc, way, i, column, y, height, lane, chips, nodes) {
    const subnet = vpc.subnets[i];
    const [x1, x2] = COLUMNS[column];
    const isSender = i === way.subnet;
    nodes.set(isSender ? 'sender' : `subnet ${i}`, { x1, x2, y: y + 18, column, lane });
    nodes.set(subnet.id, nodes.get(isSender ? 'sender' : `subnet ${i}`));
    const kept = chipsIn(chips);
    return drawing('g', {},
      part([`at:${subnet.id}`, ...isSender ? ['sender'] : [], ...subnet.table ? [`at:${subnet.table}`] : []], [titled(subnet), subnet.blocks, subnet.table].filter(Boolean).join(', '), isSender ? 'subnet sender' : 'subnet',
        drawing('rect', { x: x1, y, width: CARD, height, rx: 6 }), label(x1 + 10, y + 20, subnet.name || subnet.id, 27, 'strong'),
        label(x1 + 10, y + 36, subnet.blocks, 34, 'soft'), label(x1 + 10, y + 51, subnet.table || 'table not recorded', 34, 'soft')),
      ...kept.map((chip, at) => {
        const top = y + HEAD + at * CHIP;
        nodes.set(`${chip.id} ${i}`, { x1: x1 + 10, x2: x2 - 10, y: top + 11, column, lane });
        if (!nodes.has(chip.id)) nodes.set(chip.id, nodes.get(`${chip.id} ${i}`));
        return part(chip.keys, chip.tip, chip.isMet ? 'chip met' : 'chip', drawing('rect', { x: x1 + 10, y: top, width: CARD - 20, height: 22, rx: 11 }), label(x1 + 20, top + 15, chip.text, 27));
      }),
      ...chips.length > kept.length ? [label(x1 + 12, y + HEAD + 13 + kept.length * CHIP, `and ${chips.length - kept.length} more`, 30, 'soft')] : []);
  }

  /** The stops of a leg, and before which of them, or after, it is broken. */
  function stopsOf(way, leg, nodes, subnet) {
    const stops = ['sender'];
    let broken = null;
    const wanted = leg.verdict === BLOCKED ? 4 : leg.verdict === UNKNOWN ? 2 : -1;
    const arrived = () => stops.length - 1;
    for (const hop of [...way.shared, ...leg.hops]) {
      const [stage, resource, to] = [hops.stage[hop], texts[hops.resource[hop]], texts[hops.to[hop]]];
      if (stage >= ENDPOINT && leg.endpoint && !stops.includes(leg.endpoint) && !stops.includes(`${leg.endpoint} ${subnet}`)) stops.push(nodes.has(`${leg.endpoint} ${subnet}`) ? `${leg.endpoint} ${subnet}` : leg.endpoint);
      if (hops.tone[hop] === wanted && !broken)
        broken = stage === POLICY ? { segment: arrived() } : stage >= ENDPOINT && arrived() ? { segment: arrived() - 1, isLate: true }
          : resource === stops.at(-1) && wanted === 4 ? { segment: arrived() - 1, isLate: true } : { segment: stage <= SOURCE_ACL ? 0 : arrived() };
      if (stage === ROUTE && to && nodes.has(to) && !stops.includes(to)) stops.push(to);
    }
    if (leg.endpoint && !stops.includes(leg.endpoint) && !stops.includes(`${leg.endpoint} ${subnet}`)) stops.push(nodes.has(`${leg.endpoint} ${subnet}`) ? `${leg.endpoint} ${subnet}` : leg.endpoint);
    if (leg.verdict >= BY_IGW) stops.push('internet');
    stops.push('service');
    return { stops: stops.filter(stop => nodes.has(stop)), broken };
  }

  function line(way, leg, number, nodes) {
    const subnets = leg.subnets.length ? leg.subnets.slice(0, 4) : [-1];
    return subnets.flatMap((subnet, at) => {
      const { stops, broken } = stopsOf(way, leg, nodes, subnet);
      const shift = Math.min(number * 2 + at, 5) * 6;
      const result = [];
      for (let i = 0; i + 1 < stops.length; i++) {
        // What came in from the right goes out below.
        const out = i && nodes.get(stops[i]).column === nodes.get(stops[i - 1]).column ? 6 : 0;
        const points = route(nodes.get(stops[i]), nodes.get(stops[i + 1]), shift + 8 * Math.sign(out), out);
        const isLost = broken && (i > broken.segment || (i === broken.segment && !broken.isLate));
        const isBreak = broken?.segment === i;
        const kind = `way-line line-${VERDICTS[leg.verdict].key}${isLost ? ' lost' : ''}`;
        result.push(drawing('g', { class: kind, 'data-parts': `leg:${number}`, 'aria-hidden': 'true' }, drawing('path', { d: rounded(points) }),
          ...isLost || isBreak ? [] : [tip(points)]));
        if (isBreak) result.push(mark(leg.verdict, broken.isLate ? along(points.toReversed(), 14) : along(points, 26)));
      }
      return result;
    });
  }

  /** Along the gutters between columns and rows, so that no line crosses a box. */
  function route(from, to, shift, out) {
    const gutter = column => COLUMNS[column][1] + 18 + shift;
    const start = [from.x2, from.y + out];
    const end = to.bottom === undefined ? to.y : to.y + shift / 2;
    if (to.top !== undefined && from.column === 3) return [start, [to.x1, to.y]];
    if (from.top !== undefined && to.bottom !== undefined) {
      const x = (from.x1 + from.x2) / 2;
      return [[x, from.top], [x, to.bottom]];
    }
    if (to.column <= from.column) {
      const x = gutter(from.column);
      return to.column === from.column ? [start, [x, start[1]], [x, to.y - 4], [to.x2, to.y - 4]] : [start, [x, start[1]], [x, from.lane], [gutter(to.column), from.lane], [gutter(to.column), to.y], [to.x2, to.y]];
    }
    const points = [start];
    let y = start[1];
    for (let column = from.column; column < to.column; column++) {
      const x = gutter(column);
      const lane = from.lane + shift / 4;
      const next = column + 1 === to.column ? end : column + 1 === 2 ? TOP_LANE + shift / 2 : to.column === 2 && Math.abs(lane - end) <= 6 ? end : lane;
      points.push([x, y], [x, next]);
      y = next;
    }
    points.push([to.x1, end]);
    return points.filter(([x, at], i) => !i || x !== points[i - 1][0] || at !== points[i - 1][1]);
  }

  function rounded(points) {
    const parts = [`M${points[0].join(' ')}`];
    for (let i = 1; i < points.length - 1; i++) {
      const [before, at, after] = [points[i - 1], points[i], points[i + 1]];
      const radius = Math.min(9, length(before, at) / 2, length(at, after) / 2);
      parts.push(`L${towards(at, before, radius).join(' ')}Q${at.join(' ')} ${towards(at, after, radius).join(' ')}`);
    }
    parts.push(`L${points.at(-1).join(' ')}`);
    return parts.join('');
  }

  const length = ([x1, y1], [x2, y2]) => Math.hypot(x2 - x1, y2 - y1);
  const towards = ([x1, y1], [x2, y2], distance) => {
    const whole = Math.hypot(x2 - x1, y2 - y1) || 1;
    return [x1 + (x2 - x1) * distance / whole, y1 + (y2 - y1) * distance / whole];
  };

  function along(points, distance) {
    for (let i = 0; i + 1 < points.length; i++) {
      const step = length(points[i], points[i + 1]);
      if (distance <= step) return towards(points[i], points[i + 1], distance);
      distance -= step;
    }
    return points.at(-1);
  }

  function tip(points) {
    const [end, before] = [points.at(-1), points.at(-2)];
    const [dx, dy] = [Math.sign(end[0] - before[0]), Math.sign(end[1] - before[1])];
    const [x, y] = end;
    return drawing('path', { class: 'tip', d: dx ? `M${x} ${y}L${x - dx * 11} ${y - 6}V${y + 6}Z` : `M${x} ${y}L${x - 6} ${y - dy * 11}H${x + 6}Z` });
  }

  function mark(verdict, [x, y]) {
    const kind = verdict === BLOCKED ? 'blocked' : 'unknown';
    return drawing('g', { class: `mark mark-${kind}`, 'aria-hidden': 'true' }, drawing('circle', { cx: x, cy: y, r: 11 }),
      drawing('text', { x, y: y + 5, 'text-anchor': 'middle' }, kind === 'blocked' ? '✕' : '?'));
  }

  prepare();
  return { write };
}
