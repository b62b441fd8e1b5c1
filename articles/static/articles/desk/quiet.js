// Something to do once nothing has happened for a while.

/** Asked for at every key, done once: `soon()` puts it off, `stop()` says whether it was still to come, and is not. */
export function whenQuiet(act, pause) {
  let [timer, last] = [0, 0];
  // One timer however often it is put off: to set a timer costs more than to look at the clock.
  const look = () => {
    const rest = last + pause - performance.now();
    timer = rest > 1 ? setTimeout(look, rest) : 0;
    if (!timer) act();
  };
  return {
    soon() {
      last = performance.now();
      timer ||= setTimeout(look, pause);
    },
    stop() {
      const wasToCome = Boolean(timer);
      timer = clearTimeout(timer);
      return wasToCome;
    },
    get isToCome() {
      return Boolean(timer);
    },
  };
}
