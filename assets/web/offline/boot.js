/** Unpacks the scripts of the map, which are in this file, and runs them. No request is sent. */
(() => {
  const packed = JSON.parse(document.getElementById("atlas-files").textContent);
  const bytesOf = (text) => {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  };
  const read = (name) => {
    const unpacked = new Blob([bytesOf(packed[name])]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(unpacked).arrayBuffer();
  };
  const fail = (why) => {
    document.getElementById("atlas-start").textContent = `The map cannot be shown: ${why}`;
  };
  window.atlasFile = read;
  window.atlasFailed = fail;
  const isKnown = window.DecompressionStream && window.CSS && CSS.supports("height", "1cqh");
  if (!isKnown) return fail("this browser is too old. Chrome and Edge from 105, Firefox from 113 and Safari from 16.4 can read it.");
  read("script.js").then((bytes) => {
    const script = document.createElement("script");
    script.textContent = new TextDecoder().decode(bytes);
    document.body.appendChild(script);
  }).catch((error) => fail(error.message || String(error)));
})();
