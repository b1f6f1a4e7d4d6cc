"use strict";
/** Puts the parts of the page together, and holds the one door through which the window calls in. */
(function (atlas) {
  const KEPT_TIMINGS = 4096;
  const NARROW_PX = 560;
  const { json, bytes, points: allPoints } = atlas.served;

  /** The page as a Leaflet layer, so that folium can add it to its map. */
  atlas.layer = () => new (L.Layer.extend({ onAdd: (map) => void start(map) }))();

  async function start(map) {
    atlas.connect(); // the first word to the window waits for an answer of its, which arrives while the data are read
    const asked = [json("config.json"), json("basemap.json"), json("state.json"), allPoints(), bytes("mask.bin"), json("reference.json")];
    const blocked = fetch("probe").then(() => false, () => true);
    const [config, basemap, state, points, mask, reference] = await Promise.all(asked);
    atlas.applyTheme(state.theme);
    const page = (atlas.page = new Page(map, config, basemap));
    page.takeReference(reference);
    page.takePoints(points, state.day0);
    page.store.setMask(mask);
    page.restore(state);
    const passed = await blocked;
    await nextFrame();
    atlas.tell.ready(passed);
    loadFonts().finally(() => page.letter());
  }

  /** The bundled fonts, after the first picture, which reading them would hold up. */
  function loadFonts() {
    const faces = [["400", "NotoSans-Regular.ttf"], ["600", "NotoSans-SemiBold.ttf"]].map(
      ([weight, file]) => new FontFace("Atlas Sans", `url("app://map/${file}")`, { weight }),
    );
    faces.forEach((face) => document.fonts.add(face));
    return Promise.all(faces.map((face) => face.load()));
  }

  /** The next frame, or a moment later where there is none because the page is not visible yet. */
  function nextFrame() {
    return new Promise((go) => {
      requestAnimationFrame(go);
      setTimeout(go, 60);
    });
  }

  class Page {
    constructor(map, config, basemap) {
      this.map = map;
      this.config = config;
      this.store = new atlas.Store();
      this.provinces = basemap.provinces.map((province) => province.name);
      this.home = basemap.bounds;
      this.basemap = new atlas.Basemap(basemap);
      this.reference = new atlas.Reference();
      this.choropleth = new atlas.Choropleth(this.basemap);
      this.heat = new atlas.Heat(this.store, config);
      this.labels = new atlas.Labels(basemap, this.basemap, () => this._furniture());
      this.spread = new atlas.Spread(this.store, config);
      this.incidents = new atlas.Incidents(this.store, config, this.basemap, this.labels);
      this.stack = new atlas.Stack([this.basemap, this.choropleth, this.heat, this.reference, this.labels, this.incidents, this.reference.above, this.spread, this.labels.above]);
      this.loading = this.loaded = this.masking = 0;
      this.tiles = new atlas.Tiles(map);
      this._clock();
      this._furnish();
      this._listen();
    }

    /** Begin with the state that the window served: view, layers, window of days, selection. */
    restore(state) {
      this._limits();
      if (state.view) this.setView(...state.view);
      else if (state.bounds) this.fit(state.bounds);
      else this.fitHome();
      if (state.layers) this.setLayers(state.layers);
      this.reference.hidden = new Set(state.hidden || []);
      this.reference.setRange(state.range_lines || []);
      if (state.ground) this.setGround(state.ground);
      if (state.size_by) this.setSizeBy(state.size_by);
      this.choropleth.shown = this.legend.areas = state.area_colours || null;
      if (state.legend) this.setLegend(state.legend);
      this.store.certain = state.certain === true;
      this.incidents.select(state.selection || []);
      this.setWindow(...(state.window || [0, -1]));
      this.map.addLayer(this.stack); // last, so that everything is painted once
      this.setNotice(state.notice || "", state.notice_resets);
      this.legend.render();
      this.legend.fold(this.map.getSize().x < NARROW_PX);
    }

    takePoints(buffer, day0) {
      this.store.load(buffer, day0, this.basemap.districts.length, this.provinces.length);
      this.labels.crowding.take(this.store);
      this.incidents.pointsChanged();
      this.heat.pointsChanged();
      this.spread.set([]);
      this.namesChanged();
    }

    /** The user's own layers, and districts of the user's own in place of the bundled ones. */
    takeReference({ layers, districts, former_fata: fata }) {
      this.reference.take(layers);
      this.basemap.setDistricts(districts, fata);
      this.choropleth.drawn = null;
      this.incidents.districtsChanged();
      this.own = districts !== null;
      this._attribute();
    }

    /** A base map of tiles in the place of the bundled one, which keeps its lines; null for none. */
    setGround(ground) {
      this.basemap.bare = Boolean(ground);
      this.map.getContainer().classList.toggle("atlas-on-tiles", this.basemap.bare);
      this.tiles.use(ground).catch((error) => console.error(`no base map: ${error.message}`));
      this._attribute();
      this.stack.frame && this.stack.repaint();
    }

    /** Say whose the ground is: the words of a file are text, though Leaflet takes markup. */
    _attribute() {
      const { attribution } = this.config;
      const parts = [this.own ? attribution.own_districts : attribution.bundled];
      if (this.tiles.ground) parts.unshift(this.tiles.ground.attribution);
      const text = atlas.element("span", "", parts.filter(Boolean).join(" · ")).innerHTML;
      if (this.attributed) this.attribution.removeAttribution(this.attributed);
      this.attribution.addAttribution((this.attributed = text));
    }

    /** Write names from now on: the fonts are there. */
    letter() {
      this.labels.lettered = true;
      this.incidents.letter();
      this.namesChanged();
    }

    namesChanged() {
      this.labels.frame && this.labels.paint(this.labels.frame, this.labels.context);
      this.incidents.draw();
    }

    // ---- what the window asks for

    setTheme(name) {
      if (name === atlas.themeName) return;
      atlas.applyTheme(name);
      this.tiles.restyle();
      this.stack.repaint();
      this.legend.render();
    }

    setWindow(first, last) {
      const called = performance.now();
      this.days = [first, last];
      this._leave(); // what the cursor was over may be gone
      this._layTogether();
      this.incidents.setWindow(first, last);
      this._countsChanged();
      this._time(called, performance.now());
    }

    reloadPoints(day0) {
      this.reading = this._readPoints(day0, ++this.loading);
      return this.reading;
    }

    async _readPoints(day0, turn) {
      this.masking++; // a mask that is under way belongs to the points before
      this.incidents.select([]);
      const asked = [allPoints(), bytes("mask.bin"), json("reference.json")];
      const [points, mask, reference] = await Promise.all(asked);
      if (turn !== this.loading) return;
      this.takeReference(reference);
      this.takePoints(points, day0);
      this.store.setMask(mask);
      this.setWindow(...this.days);
      this.stack.frame && this.stack.repaint();
      this.legend.render();
      this.loaded = turn;
    }

    /** Only the mask that was asked for last is taken, and only after the points that are under way. */
    async reloadMask() {
      const turn = ++this.masking;
      await this.reading?.catch(() => {}); // points that could not be read are told of where they were asked for
      const mask = await bytes("mask.bin");
      if (turn === this.masking && this.store.setMask(mask)) this.setWindow(...this.days);
    }

    setLayers(names) {
      const on = new Set(names);
      if (names.length === this.basemap.layers.size && names.every((name) => this.basemap.layers.has(name))) return;
      this.basemap.layers = on;
      this.labels.visible = on.has("labels");
      this.incidents.visible = on.has("incidents");
      this.heat.visible = this.legend.heat = on.has("heat");
      this._leave();
      this.legend.formerFata = on.has("former_fata");
      this.stack.frame && this.stack.repaint();
      this.legend.render();
    }

    /** Hide these of the user's own layers. */
    setHidden(names) {
      this.reference.hidden = new Set(names);
      this.stack.frame && this.stack.repaint();
      this.legend.render();
    }

    /** Draw the edge of what is near enough; nothing for no lines. */
    setRange(lines) {
      this.reference.setRange(lines);
      this.stack.frame && this.stack.repaint();
    }

    setSelection(rows) {
      this.incidents.select(rows);
      this.incidents.draw();
    }

    setSizeBy(what) {
      if (this.incidents.sameSize === (what === "same")) return;
      this.incidents.sameSize = this.legend.sameSize = what === "same";
      this.incidents.draw();
      this.legend.render();
    }

    /** Whether only incidents are shown that lie in the window with all their days. */
    setCertain(on) {
      if (this.store.certain === on) return;
      this.store.certain = on;
      this.setWindow(...this.days);
    }

    /** Districts by class, as the choropleth and the legend take them; null for none. */
    setAreaColours(shown) {
      const before = this.legend.areas;
      this.choropleth.set(shown);
      this.legend.areas = shown;
      if (shown || before) this.legend.render();
    }

    setView(lon, lat, zoom) {
      this._moveItself();
      this.map.setView([lat, lon], zoom, { animate: false });
    }

    flyTo(lon, lat, zoom) {
      this._moveItself();
      this.map.setView([lat, lon], zoom, { animate: true, duration: 0.4 });
    }

    /** Show an area, beside the legend rather than below it where that costs little. */
    fit([west, south, east, north]) {
      this._moveItself();
      const bounds = L.latLngBounds([south, west], [north, east]);
      const whole = { paddingTopLeft: [18, 18], paddingBottomRight: [18, 18], animate: false };
      const beside = { ...whole, paddingBottomRight: [this.legend.box.offsetWidth + 24, 18] };
      const zoomOf = ({ paddingTopLeft, paddingBottomRight }) =>
        this.map.getBoundsZoom(bounds, false, L.point(paddingTopLeft).add(paddingBottomRight));
      this.map.fitBounds(bounds, zoomOf(beside) >= zoomOf(whole) - 0.5 ? beside : whole);
    }

    /** The two provinces as a whole, and still so when the window changes its size before the map is moved. */
    fitHome() {
      this.fit(this.home);
      this.followsHome = true;
    }

    setLegend(extra) {
      this.legend.extra = extra;
      this.legend.render();
    }

    showCard(card, ask) {
      if (ask === undefined || ask === this.ask) this.card.show(card);
    }

    setNotice(text, withReset) {
      this.notice.show(text, withReset);
    }

    /** Milliseconds of the last steps: in the script, and until the frame that shows the step was handed on. */
    timing() {
      const first = Math.max(0, this.framed - KEPT_TIMINGS);
      return Array.from({ length: this.framed - first }, (_, k) => {
        const at = (first + k) % KEPT_TIMINGS;
        return { script: this.scripts[at], frame: this.frames[at] };
      });
    }

    /** What is on the page, for tests and for screen readers of the window. */
    look() {
      const at = this.map.getCenter();
      return {
        shown: this.store.countSymbols(), window: this.days, theme: atlas.themeName, labels: this.labels.boxes(),
        view: [at.lng, at.lat, this.map.getZoom()], rows: this.store.n, crowd: this.incidents.crowd,
        districts: Array.from(this.store.districtCount), provinces: Array.from(this.store.provinceCount),
        country: this.store.countryCount, selected: this.incidents.selected,
      };
    }

    // ---- inside

    _limits() {
      this.map.setMinZoom(4.5).setMaxZoom(13).setMaxBounds([[17, 50], [44, 90]]);
    }

    _furnish() {
      const container = this.map.getContainer();
      container.setAttribute("role", "application");
      container.setAttribute("aria-label", "Map of incidents. Arrow keys move it, plus and minus zoom.");
      this.legend = new atlas.Legend(this.config, this.reference);
      this.incidents.onCrowd = (crowd) => {
        this.legend.crowd = crowd;
        this.legend.cellKm = this._cellKm();
        this.legend.render();
      };
      this.tray = new atlas.Tray(this.store, this.provinces, (rows) => atlas.tell.selected(rows));
      this.card = new atlas.Card(container);
      this.offer = new atlas.SpreadOffer(container, () => this._layOut(this.offered));
      this.notice = new atlas.Notice(container, () => atlas.tell.requested("reset_filters"));
      L.control.zoom({ position: "topleft" }).addTo(this.map);
      atlas.control(this.map, "topright", this.legend.box);
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 130 }).addTo(this.map);
      atlas.control(this.map, "topleft", this.tray.box); // the south-west is full of towns, the north-west is empty
      this._clearOfPanels();
      this.attribution = L.control.attribution({ position: "bottomright", prefix: false }).addTo(this.map);
    }

    _listen() {
      const { map } = this;
      map.on("moveend", () => this._moved());
      map.on("resize", () => {
        this.touched = false;
        if (this.followsHome) this.fitHome();
      });
      for (const input of ["wheel", "keydown", "pointerdown"]) {
        map.getContainer().addEventListener(input, () => (this.touched = true), { capture: true, passive: true });
      }
      map.on("dragstart zoomstart", () => [this._leave(), this.offer.hide()]);
      map.on("dragstart", () => this.incidents.hold(true));
      map.on("mousemove", (event) => this._hover(event.containerPoint));
      map.on("mouseout", () => this._leave());
      map.on("contextmenu", (event) => atlas.tell.pointed(event.latlng.lng, event.latlng.lat));
      map.on("click", (event) => this._click(event.containerPoint));
      window.matchMedia("(resolution: 1dppx)").addEventListener("change", () => this.stack.refit());
    }

    /** A move that the window asked for: not one of the user's. */
    _moveItself() {
      this.touched = this.followsHome = false;
    }

    /** How wide a cell of the density is in the middle of the map. */
    _cellKm() {
      const middle = this.map.getSize().divideBy(2);
      const beside = middle.add([100, 0]);
      const metres = this.map.distance(this.map.containerPointToLatLng(middle), this.map.containerPointToLatLng(beside));
      return (metres / 100000) * atlas.DENSITY_PX;
    }

    _moved() {
      if (atlas.CROWDS[this.incidents.crowd].cells) {
        this.legend.cellKm = this._cellKm();
        this.legend.render();
      }
      if (this.touched) this.followsHome = false;
      this.stack.frame && this.stack.refit();
      this.incidents.hold(false);
      const at = this.map.getCenter();
      if (!this.followsHome) atlas.tell.moved(at.lng, at.lat, this.map.getZoom(), this.touched === true);
    }

    /** Boxes of what lies over the map, where names would be hidden. */
    _furniture() {
      const { left, top } = this.map.getContainer().getBoundingClientRect();
      const panels = [...this.map.getContainer().querySelectorAll(".leaflet-control")];
      const boxes = panels.map((panel) => panel.getBoundingClientRect()).filter((r) => r.width > 0)
        .map((r) => [r.left - left - 4, r.top - top - 4, r.right - left + 4, r.bottom - top + 4]);
      return [...boxes, ...this.reference.nameBoxes];
    }

    /** Names give way when a panel comes, goes or changes its size, and come back. */
    _clearOfPanels() {
      const sizes = new ResizeObserver(() => {
        if (this.labels.frame && this._furniture().join() !== this.labels.avoided) this.namesChanged();
      });
      [this.tray.box, this.legend.box].forEach((box) => sizes.observe(box));
    }

    /** Lay out the incidents of a place, or all of them at the place of the selection. */
    _layOut(rows) {
      this.offer.hide();
      this.spread.set(rows);
    }

    _layTogether() {
      this.offer.hide();
      if (this.spread.rows.length) this.spread.set([]);
    }

    /** Lay out the place of the first selected incident, or together again what is laid out. */
    spreadSelection() {
      if (this.spread.rows.length) return this._layTogether();
      const first = this.incidents.selected.find((row) => this.store.precision(row) < 2);
      if (first !== undefined) this._layOut(this.incidents.atPlaceOf(first));
    }

    _rowsAt(at) {
      const single = this.spread.hit(at);
      if (single >= 0) return [single];
      const rows = this.incidents.hit(at);
      if (rows.length) return rows;
      const district = this.incidents.districtAt(at);
      return district < 0 ? [] : this.store.rowsOf(2, district);
    }

    _hover(at) {
      this.point = at;
      if (this.hovering) return;
      this.hovering = true;
      requestAnimationFrame(() => {
        this.hovering = false;
        this._hoverNow(this.point);
      });
    }

    _hoverNow(at) {
      const rows = this._rowsAt(at);
      this.card.move(at);
      const found = rows.join();
      if (found === this.hovered && rows.length) return;
      this.hovered = found;
      this.map.getContainer().classList.toggle("atlas-over", rows.length > 0);
      this.ask = (this.ask || 0) + 1;
      this.card.hide();
      if (rows.length) atlas.tell.hovered(this.ask, rows);
      else this._tellReference(at);
    }

    /** What of the user's own layers lies there. */
    _tellReference(at) {
      const found = this.reference.hit(at);
      if (found) this.card.show({ title: found.name || found.layer, place: found.name ? found.layer : "" });
    }

    _leave() {
      this.hovered = "";
      this.ask = (this.ask || 0) + 1;
      this.map.getContainer().classList.remove("atlas-over");
      this.card.hide();
    }

    _click(at) {
      const rows = this._rowsAt(at);
      const isOfSpread = rows.length === 1 && this.spread.rows.includes(rows[0]);
      if (!isOfSpread) this._layTogether();
      this.offered = rows.length > 1 && this.store.precision(rows[0]) < 2 ? this.incidents.atPlaceOf(rows[0]) : [];
      if (this.offered.length > 1 && !isOfSpread) this.offer.show(this.offered.length, at);
      atlas.tell.selected(rows);
    }

    _countsChanged() {
      if (this.heat.visible) this.heat.update();
      this.tray.update();
    }

    /** Note how long a step took: a message that is posted in a frame arrives after the frame was handed on. */
    _time(called, done) {
      const at = this.steps++ % KEPT_TIMINGS;
      this.scripts[at] = done - called;
      this.frames[at] = NaN;
      this.began[at] = called;
      if (this.timed === this.framed) requestAnimationFrame(this.postFrame);
      this.timed = this.steps;
    }

    _clock() {
      this.scripts = new Float64Array(KEPT_TIMINGS);
      this.frames = new Float64Array(KEPT_TIMINGS);
      this.began = new Float64Array(KEPT_TIMINGS);
      this.steps = this.timed = this.framed = 0;
      const after = new MessageChannel();
      let upTo = 0;
      this.postFrame = () => {
        upTo = this.timed;
        after.port2.postMessage(0);
      };
      after.port1.onmessage = () => {
        const now = performance.now();
        for (let step = this.framed; step < upTo; step++) this.frames[step % KEPT_TIMINGS] = now - this.began[step % KEPT_TIMINGS];
        this.framed = upTo;
        if (this.timed !== upTo) requestAnimationFrame(this.postFrame);
      };
    }
  }

  const CALLS = new Set([
    "setTheme", "setWindow", "reloadPoints", "reloadMask", "setLayers", "setHidden", "setRange", "setGround", "spreadSelection", "setSelection", "setSizeBy", "setAreaColours", "setCertain", "setView", "flyTo",
    "fit", "fitHome", "setLegend", "showCard", "setNotice", "timing", "look",
  ]);

  /** The one door: a name and its arguments as plain values. */
  atlas.call = function (name, values) {
    if (name === "connect") return atlas.connect();
    if (!CALLS.has(name)) throw new Error(`no such call: ${name}`);
    if (!atlas.page) return null;
    const answer = atlas.page[name](...values);
    return answer instanceof Promise ? null : (answer ?? null);
  };
})((window.atlas = window.atlas || {}));
