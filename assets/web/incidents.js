"use strict";
/** Painter of the incidents: the rows of the window as stamps in one pixel buffer. */
(function (atlas) {
  const OUTSIDE = -32768;
  const GUARD_PX = 40;
  const TOLERANCE_PX = 4;
  const BADGE_PX = 9;
  const SHOULDERS = [[1, -1], [-1, -1], [1, 1], [-1, 1]];

  class Incidents {
    constructor(store, config, names, near) {
      this.near = near;
      this.name = "incidents";
      this.store = store;
      this.config = config;
      this.names = names;
      this.raster = new atlas.Raster();
      this.density = new atlas.Density();
      this.visible = true;
      this.sameSize = false;
      this.selected = [];
      this.crowd = 0;
      this.days = [0, -1];
      this.stamps = null;
    }

    /** New points: their places on the screen have to be found anew. */
    pointsChanged() {
      const { n } = this.store;
      this.px = new Int16Array(n);
      this.py = new Int16Array(n);
      this.seen = new Int32Array(this.store.siteCount.length);
      this.turn = 0;
      this.projected = this.placed = this.fresh = false;
    }

    /** Called by the stack when the view, the size or the theme has changed. */
    paint(frame, context) {
      this.frame = frame;
      this.context = context;
      const resized = this.raster.fit(context.canvas.width, context.canvas.height);
      if (resized) this.drawn = new Uint8Array(this.raster.width * this.raster.height);
      if (resized || this.ratio !== frame.ratio) this.density.fit(this.raster, frame.ratio);
      if (resized || this.theme !== atlas.themeName || this.ratio !== frame.ratio) this.stamps = null;
      this.theme = atlas.themeName;
      this.ratio = frame.ratio;
      this.projected = this.placed = false;
      this.fresh = true;
      this.draw();
    }

    /** Draw the rows of a window of days (inclusive day numbers). */
    setWindow(first, last) {
      this.days = [first, last];
      this._fitCrowd();
      if (this._inCells()) this.store.countAreas(first, last);
      else this.store.gather(first, last, this._withBadges());
      this.draw();
    }

    draw() {
      if (!this.frame) return;
      this._fitCrowd();
      if (!this._inCells()) {
        this.store.catchUp();
        this._project();
      }
      if (this._withBadges() && !this.store.sitesCounted) this.store._countSites();
      this.raster.clear();
      const dense = atlas.CROWDS[this.crowd].dense;
      if (!this.visible || dense) this.near.clear();
      if (this.visible) this._inCells() ? this._drawCells() : this._stampAll();
      this.raster.flush(this.context);
    }

    /** Rows of the symbols under a point of the container, nearest first; those at one place together. */
    hit(at) {
      if (!this.visible || !this.frame) return [];
      this.store.catchUp();
      this._project();
      const { frame } = this;
      const x = (at.x + frame.margin) * frame.ratio;
      const y = (at.y + frame.margin) * frame.ratio;
      const nearest = this._nearest(x, y);
      return nearest < 0 ? [] : this._together(nearest);
    }

    _nearest(x, y) {
      const { px, py, store, stamps, frame } = this;
      let best = -1;
      let least = Infinity;
      for (let k = 0; k < store.shown; k++) {
        const i = store.rows[k];
        if (px[i] === OUTSIDE) continue;
        const reach = (stamps.radii[this._size(i)] + TOLERANCE_PX) * frame.ratio;
        const distance = (px[i] - x) ** 2 + (py[i] - y) ** 2;
        if (distance <= reach * reach && distance <= least) {
          least = distance;
          best = i;
        }
      }
      return best;
    }

    _together(row) {
      const { px, py, store, frame } = this;
      const apart = 3 * frame.ratio;
      const rows = [];
      for (let k = 0; k < store.shown; k++) {
        const i = store.rows[k];
        if (Math.abs(px[i] - px[row]) <= apart && Math.abs(py[i] - py[row]) <= apart) rows.push(i);
      }
      return rows;
    }

    _project() {
      const { x, y, n } = this.store;
      const { px, py, frame } = this;
      if (this.projected || !px || px.length !== n) return;
      this.projected = true;
      const scale = frame.world * frame.ratio;
      const left = frame.left * frame.ratio;
      const top = frame.top * frame.ratio;
      const guard = GUARD_PX * frame.ratio;
      const right = this.raster.width - guard;
      const bottom = this.raster.height - guard;
      for (let i = 0; i < n; i++) {
        const u = x[i] * scale - left;
        const v = y[i] * scale - top;
        const inside = u >= guard && u < right && v >= guard && v < bottom;
        px[i] = inside ? u : OUTSIDE;
        py[i] = inside ? v : OUTSIDE;
      }
    }

    /** The level of crowding follows from the whole filter and the length of the window, so that it holds still while time plays. */
    _fitCrowd() {
      const { store, frame } = this;
      if (!frame) return;
      const share = Math.min(1, Math.max(0, this.days[1] - this.days[0] + 1) / store.span);
      const area = (frame.width * frame.height) / (frame.world * frame.world) / 6e-4;
      const dense = ((store.masked * share * Math.min(1, area)) / (frame.width * frame.height)) * 1.2e6;
      const crowd = atlas.CROWDS.findIndex((level) => dense <= level.upTo);
      if (this.stamps && crowd === this.crowd) return;
      this.crowd = crowd;
      this.stamps = new atlas.Stamps(this.config, atlas.palette, frame.ratio, this.raster.width, crowd);
      this.onCrowd && this.onCrowd(crowd);
    }

    _inCells() {
      return atlas.CROWDS[this.crowd].cells === true;
    }

    /** Counts per cell, and the selected symbols above them. */
    _drawCells() {
      const view = this._viewInCells();
      if (this.fresh) this.density.sweep(this.store, view);
      else {
        if (!this.placed) this.density.place(this.store, view);
        this.placed = true;
        this.density.count(this.store);
      }
      this.fresh = false;
      this.density.draw(this.raster, atlas.palette.density.map(packed));
      this._stampSelected();
    }

    _viewInCells() {
      const { frame } = this;
      const cells = frame.ratio / this.density.side;
      return { scale: frame.world * cells, left: frame.left * cells, top: frame.top * cells };
    }

    _withBadges() {
      return !atlas.CROWDS[this.crowd].dense && this.store.colocated;
    }

    _size(row) {
      return this.sameSize ? 2 : this.store.size[row];
    }

    _stampAll() {
      if (atlas.CROWDS[this.crowd].dense) this._stampRows();
      else this._stampSites();
      this._stampSelected();
      if (this._withBadges()) this._stampBadges(this.store.siteCount);
    }

    /** One symbol a place, the greatest; discs first, then greater ones first, so that none hides behind another. */
    _stampSites() {
      this.near.draw(this.store, this._nearPlaces());
      if (this._withBadges()) this._stampMixes();
      this._stampEach(this.stamps.symbols);
    }

    /** A row of each place that is only near, with the colour of its type. */
    _nearPlaces() {
      const { rows, kind, site, bucket } = this.store;
      const { seen } = this;
      const turn = ++this.turn;
      const colours = this.config.types.map((type) => parts(type[atlas.themeName]));
      const found = [];
      for (let k = bucket[6] - 1; k >= 0; k--) {
        const i = rows[k];
        if (kind[i] >> 4 !== 1 || seen[site[i]] === turn) continue;
        seen[site[i]] = turn;
        found.push([i, colours[kind[i] & 15]]);
      }
      return found;
    }

    /** Around the symbol of a place with several types a ring with the share of each. */
    _stampMixes() {
      const { store, px, py } = this;
      const mixes = new Map();
      for (let k = 0; k < store.shown; k++) {
        const i = store.rows[k];
        const place = store.site[i];
        if (px[i] === OUTSIDE || store.siteCount[place] < 2) continue;
        let mix = mixes.get(place);
        if (mix === undefined) mixes.set(place, (mix = { row: i, size: 0, counts: [0, 0, 0, 0, 0, 0] }));
        mix.counts[store.kind[i] & 15]++;
        mix.size = Math.max(mix.size, this._size(i));
      }
      for (const { row, size, counts } of mixes.values()) {
        if (counts.filter(Boolean).length > 1) this.raster.blit(this.stamps.mix(size, counts), px[row], py[row]);
      }
    }

    /** All rows of the window at the place of a row, in order. */
    atPlaceOf(row) {
      const { store } = this;
      store.catchUp();
      const rows = [];
      for (let k = 0; k < store.shown; k++) if (store.site[store.rows[k]] === store.site[row]) rows.push(store.rows[k]);
      return rows.sort((a, b) => a - b);
    }

    _stampEach(stamps) {
      const { raster, px, py, seen } = this;
      const { rows, kind, size, site, bucket } = this.store;
      const same = this.sameSize;
      const turn = ++this.turn;
      for (let s = 5; s >= 0; s--) {
        for (let k = bucket[s]; k < bucket[s + 1]; k++) {
          const i = rows[k];
          const place = site[i];
          if (px[i] === OUTSIDE || seen[place] === turn) continue;
          seen[place] = turn;
          const code = kind[i];
          const stamp = stamps.of(((code & 15) * 6 + (same ? 2 : size[i])) * 2 + (code >> 4));
          if (stamp !== null) raster.blit(stamp, px[i], py[i]);
        }
      }
    }

    /** Every row, where a great many stand: the same symbol at the same pixel is written once. */
    _stampRows() {
      const { raster, px, py, drawn } = this;
      const { rows, kind, bucket } = this.store;
      const stamps = this.stamps.symbols;
      const { width } = raster;
      let reach = 0;
      drawn.fill(0);
      for (let s = 5; s >= 0; s--) {
        const shownSize = this.sameSize ? 2 : s;
        for (let k = bucket[s]; k < bucket[s + 1]; k++) {
          const i = rows[k];
          const x = px[i];
          if (x === OUTSIDE) continue;
          const y = py[i];
          const which = ((kind[i] & 15) * 6 + shownSize) * 2;
          const at = y * width + x;
          if (drawn[at] === which + 1) continue;
          drawn[at] = which + 1;
          const stamp = stamps.of(which);
          raster.dab(stamp, at, x, y);
          if (stamp.reach > reach) reach = stamp.reach;
        }
      }
      raster.widen(reach);
    }

    _stampBadges(siteCount) {
      const { store, px, py, seen, frame } = this;
      const turn = ++this.turn;
      for (let k = store.shown - 1; k >= 0; k--) {
        const i = store.rows[k];
        const place = store.site[i];
        if (siteCount[place] < 2 || px[i] === OUTSIDE || seen[place] === turn) continue;
        seen[place] = turn;
        const [x, y] = this._badgePlace(px[i] / frame.ratio, py[i] / frame.ratio, this._size(i));
        this.raster.blit(this.stamps.badge(siteCount[place]), Math.round(x * frame.ratio), Math.round(y * frame.ratio));
      }
    }

    /** At the shoulder of the symbol that no name above the incidents takes, else beside that name. */
    _badgePlace(x, y, size) {
      const shift = this.stamps.radii[size] * 0.75 + 4;
      for (const [right, down] of SHOULDERS) {
        const at = [x + right * shift, y + down * shift];
        if (this.names.clear(...at, BADGE_PX, 7)[1] === at[1]) return at;
      }
      return this.names.clear(x + shift, y - shift, BADGE_PX, 7);
    }

    _stampSelected() {
      if (this.selected.length) this._project();
      for (const i of this.selected) {
        if (i >= this.store.n || this.px[i] === OUTSIDE || !this._inWindow(i)) continue;
        const stamp = this.stamps.symbols.of(atlas.stampKey(this.store.kind[i] & 15, this._size(i), this.store.kind[i] >> 4));
        this.raster.blit(this.stamps.ring(this._size(i)), this.px[i], this.py[i]);
        this.raster.blit(stamp, this.px[i], this.py[i]);
      }
    }

    _inWindow(i) {
      const { store } = this;
      const passes = store.mask === null || store.mask[i] === 1;
      const [first, last] = [store.start[i] + store.day0, store.end[i] + store.day0];
      if (store.certain) return passes && first >= this.days[0] && last <= this.days[1];
      return passes && first <= this.days[1] && last >= this.days[0];
    }
  }

  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

  /** A colour as the raster holds it. */
  function packed(colour) {
    const [r, g, b] = parts(colour);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  }

  atlas.Incidents = Incidents;
})((window.atlas = window.atlas || {}));
