"use strict";
/** Painter of incidents that are known only to the district: the district hatched, with their number. */
(function (atlas) {
  class Areas {
    constructor(store, basemap, labels) {
      this.name = "areas";
      this.store = store;
      this.basemap = basemap;
      this.labels = labels;
      this.visible = true;
      this.selected = [];
      this.drawn = "";
      this.pills = [];
    }

    /** Mark the districts of those rows that are known only to the district. */
    select(rows) {
      const { kind, area, n } = this.store;
      const districts = rows.filter((i) => i < n && kind[i] >> 4 === 2).map((i) => area[i]);
      this.selected = [...new Set(districts)];
      this.update();
    }

    paint(frame, context) {
      this.frame = frame;
      this.context = context;
      this.hatch = pattern(context, frame.ratio);
      this.drawn = "";
      this.update();
    }

    /** Draw again if the counts of the window differ from what is drawn. */
    update() {
      if (!this.frame) return;
      const wanted = this.visible ? `${this.store.districtCount.join()}/${this.selected}` : "none";
      if (wanted === this.drawn) return;
      this.drawn = wanted;
      const { context } = this;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      this.pills = [];
      atlas.inked(context, this.visible && this.store.districtCount.some((n) => n > 0));
      if (this.visible) this._paintCounted();
    }

    /** The district whose hatching or number lies under a point of the container, or -1. */
    hit(at) {
      if (!this.visible || !this.context) return -1;
      const { frame } = this;
      const x = (at.x + frame.margin) * frame.ratio;
      const y = (at.y + frame.margin) * frame.ratio;
      atlas.intoMap(this.context, frame);
      return this.basemap.districts.findIndex(
        (district, d) => this.store.districtCount[d] > 0 && this.context.isPointInPath(district.path, x, y),
      );
    }

    _paintCounted() {
      const { districts } = this.basemap;
      const counts = this.store.districtCount;
      const counted = districts.map((_, d) => d).filter((d) => counts[d] > 0);
      counted.forEach((d) => this._hatch(districts[d]));
      this.selected.filter((d) => counts[d] > 0).forEach((d) => this._mark(districts[d]));
      this.context.setTransform(this.frame.ratio, 0, 0, this.frame.ratio, 0, 0);
      counted.forEach((d) => this._pill(districts[d], counts[d]));
    }

    _hatch(district) {
      const { context } = this;
      const px = atlas.intoMap(context, this.frame);
      context.save();
      context.clip(district.path);
      context.fillStyle = atlas.palette.hatchFill;
      context.fill(district.path);
      context.lineWidth = 1.6 * px;
      context.strokeStyle = atlas.palette.hatch;
      context.stroke(district.path);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = this.hatch;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      context.restore();
    }

    /** Under the name of the district where that is shown, else where the name would stand. */
    _pillPlace(district) {
      const { frame } = this;
      const [lon, lat] = district.labels[0];
      const plain = [atlas.mercatorX(lon) * frame.world - frame.left, atlas.mercatorY(lat) * frame.world - frame.top];
      return this.labels.under.get(district.name) || plain;
    }

    _mark(district) {
      const { context } = this;
      const px = atlas.intoMap(context, this.frame);
      context.lineJoin = "round";
      for (const [width, colour] of [[5, atlas.palette.selectHalo], [2.2, atlas.palette.select]]) {
        context.lineWidth = width * px;
        context.strokeStyle = colour;
        context.stroke(district.path);
      }
    }

    _pill(district, count) {
      const { context, frame } = this;
      const text = String(count);
      context.font = "600 10px 'Atlas Sans', sans-serif";
      context.letterSpacing = "0px";
      const half = Math.max(7, context.measureText(text).width / 2 + 4.5);
      const [x, y] = this.labels.clear(...this._pillPlace(district), half + 1, 8);
      context.beginPath();
      context.roundRect(x - half, y - 7, 2 * half, 14, 3);
      context.fillStyle = atlas.palette.home;
      context.fill();
      context.lineWidth = 1.2;
      context.strokeStyle = atlas.palette.hatch;
      context.stroke();
      context.fillStyle = atlas.palette.ink.town;
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      context.fillText(text, x, y + 3.6);
      this.pills.push([text, x - half - frame.margin, y - 7 - frame.margin, x + half - frame.margin, y + 7 - frame.margin]);
    }
  }

  /** Diagonal lines that repeat without a seam. */
  function pattern(context, ratio) {
    const side = Math.round(7 * ratio);
    const tile = new OffscreenCanvas(side, side);
    const pen = tile.getContext("2d", { willReadFrequently: true });
    pen.strokeStyle = atlas.palette.hatch;
    pen.lineWidth = 0.9 * ratio;
    for (const shift of [-side, 0, side]) {
      pen.beginPath();
      pen.moveTo(shift - 1, side + 1);
      pen.lineTo(shift + side + 1, -1);
      pen.stroke();
    }
    return context.createPattern(tile, "repeat");
  }

  atlas.Areas = Areas;
})((window.atlas = window.atlas || {}));
