// Reads the page aloud with the browser's own voice, when it has one for the language of the page. Without it, or without script, nothing is missing but the button.
(function () {
  'use strict';
  var item = document.querySelector('[data-voorlezen]');
  var speech = window.speechSynthesis;
  if (!item || !speech || !window.SpeechSynthesisUtterance) {
    return;
  }

  var button = item.querySelector('button');
  var start = button.textContent;
  var language = document.documentElement.lang.split('-')[0];

  function voice() {
    return speech.getVoices().filter(function (one) { return one.lang.toLowerCase().split(/[-_]/)[0] === language; })[0];
  }

  function offer() {
    item.hidden = !voice();
  }

  function text() {
    var parts = document.querySelectorAll('main h1, main h2, main legend, main p:not(.knoppen), main li, main .keuze label, main .fout');
    return Array.prototype.map.call(parts, function (part) { return part.querySelector('h1, h2, p, li') ? '' : part.textContent.trim(); }).filter(Boolean);
  }

  button.addEventListener('click', function () {
    if (speech.speaking) {
      speech.cancel();
      button.textContent = start;
      return;
    }

    var lines = text();
    lines.forEach(function (line, place) {
      var utterance = new SpeechSynthesisUtterance(line);
      utterance.lang = language;
      utterance.voice = voice();
      utterance.rate = 0.9;
      if (place === lines.length - 1) {
        utterance.onend = function () { button.textContent = start; };
      }

      speech.speak(utterance);
    });
    button.textContent = item.getAttribute('data-stop');
  });
  window.addEventListener('pagehide', function () { speech.cancel(); });
  speech.addEventListener && speech.addEventListener('voiceschanged', offer);
  offer();
}());
