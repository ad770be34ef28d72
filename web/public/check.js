// Whether this browser can show the pages, and words for when it cannot. Written for browsers that are too old for everything
// else here: no module, no arrow, no const. It also speaks up when the pages themselves cannot be fetched.
(function () {
  var portal = /^\/portal(\/|$)/.test(location.pathname);
  var german = /^de/i.test(navigator.language || "");
  var lost = false;

  function able() {
    return "noModule" in document.createElement("script") && typeof structuredClone === "function" && typeof Object.hasOwn === "function" && "at" in Array.prototype && !!window.CSS && CSS.supports("selector(:is(a))");
  }
  function put(parent, tag, text) {
    var part = document.createElement(tag);
    part.appendChild(document.createTextNode(text));
    parent.appendChild(part);
    return part;
  }
  function say(title, texts, again) {
    var root = document.getElementById("root");
    if (!root || root.firstChild) return;
    var page = document.createElement("div");
    page.id = "cannot-show";
    page.setAttribute("role", "main");
    put(page, "h1", title);
    for (var i = 0; i < texts.length; i++) put(page, "p", texts[i]);
    if (again) {
      var button = put(page, "button", again);
      button.type = "button";
      button.onclick = function () {
        location.reload();
      };
    }
    root.appendChild(page);
    document.title = title;
  }
  function tooOld() {
    var how = german
      ? portal
        ? "Sie können uns auch schreiben oder anrufen: Nichts, was Ihnen zusteht, hängt von dieser Seite ab."
        : "Was schon eingegeben ist, ist auf dem Server sicher."
      : portal
        ? "You can also write to us or ring us: nothing you are owed depends on this page."
        : "What has been entered already is safe on the server.";
    say(
      german ? "Dieser Browser ist zu alt für diese Seite" : "This browser is too old for this page",
      [german ? "Sie brauchen Chrome oder Edge ab 109, Firefox ab 115 oder Safari ab 16. Meist genügt es, den Browser oder das Gerät zu aktualisieren." : "You need Chrome or Edge 109, Firefox 115 or Safari 16, or anything newer. Updating the browser or the device is mostly enough.", how],
    );
  }
  function gone() {
    say(
      german ? "Die Seite konnte nicht geladen werden" : "The page could not be loaded",
      [german ? "Vielleicht ist die Verbindung abgerissen, oder die Seite wurde gerade erneuert. Was Sie geschrieben haben, ist auf diesem Gerät aufgehoben." : "The connection may have broken, or the page has just been renewed. What you typed is kept on this device."],
      german ? "Noch einmal laden" : "Load it again",
    );
  }

  window.addEventListener("error", function (event) {
    var from = event.target;
    if (from && from.tagName === "SCRIPT") {
      lost = true;
      look();
    }
  }, true);
  function look() {
    if (!able()) tooOld();
    else if (lost) gone();
  }
  if (document.readyState === "complete") look();
  else window.addEventListener("load", look);
})();
