// What a website does with the widget: the queue makes `Foyer` callable before its file has loaded.
window.Foyer =
  window.Foyer ||
  function (...call) {
    return new Promise((resolve, reject) => window.Foyer.q.push([call, resolve, reject]));
  };
window.Foyer.q = window.Foyer.q || [];

document.querySelector('[data-ask]').addEventListener('click', () => window.Foyer('open'));
