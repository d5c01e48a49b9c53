// Makes asking quick: sends the form in the background, follows what is done for the question and puts the answer in its place.
// Everything here is a comfort; without it the same form posts and the page comes back whole.

const form = document.querySelector("#composer");
const box = document.querySelector("#question");
const thread = document.querySelector("#thread");
const statusLine = document.querySelector("#status");
const problem = document.querySelector("#problem");
const narrow = window.matchMedia("(max-width: 59.99rem)");
const touch = window.matchMedia("(pointer: coarse)");
let asking = false;
let askedAtMs = 0;

/** Between two tries to reach a service that does not answer, in milliseconds. */
const firstPauseMs = 500;
const longestPauseMs = 5000;
/** A second click so soon after a question was sent was meant for that question. */
const sameClickMs = 1000;

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
};

/** Sources stand open beside a wide answer and closed under a narrow one, where they would bury the next question. */
const foldSources = (root) => {
  for (const source of root.querySelectorAll("details.source")) source.open = !narrow.matches;
};

/** The browser jumps to a quotation by itself, but only into a source that is open. */
const reveal = (hash) => {
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  const source = target?.closest("details");
  if (source) source.open = true;
  return target;
};

const showProblem = (...children) => {
  problem.replaceChildren(...children);
  if (children.length > 0) problem.scrollIntoView({ block: "nearest" });
};

const pendingTurn = (question) => {
  const sign = element("span", "sign");
  sign.setAttribute("aria-hidden", "true");
  const words = element("span", "question-words", question);
  const heading = element("h2", "question", element("span", "asker", "You asked"), " ", words);
  const outcome = element("p", "outcome", sign, element("span", "outcome-words", "Looking in the sources"));
  const turn = element("li", "turn pending", heading, element("div", "beside alone", element("section", "answer", outcome)));
  turn.setAttribute("aria-busy", "true");
  return turn;
};

const partOf = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};

/** Reads server-sent events from a response body, each told as soon as it is whole. */
const readEvents = async (response, onEvent) => {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const named = lines.find((line) => line.startsWith("event: "));
      const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6));
      if (named) onEvent(named.slice(7), data.join("\n"));
    }
  }
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Hands the question in: the stored turn, or what is wrong. The form's id makes a question that was sent twice the same one. */
const send = async (question) => {
  const { thread: threadId, form: formId } = form.elements;
  const body = new URLSearchParams({ question, thread: threadId.value, form: formId.value });
  const response = await fetch("/ask", { method: "POST", body, headers: { "X-Noticeboard-Part": "turn" } });
  return { ok: response.ok, part: partOf(await response.text()) };
};

/** Shows what is being done for a waiting question, and under it the sentences that are proved so far. */
const showNews = (waiting, event, data) => {
  if (event === "step") {
    waiting.querySelector(".outcome-words").textContent = data;
    statusLine.textContent = `${data}.`;
  } else if (event === "slow") {
    waiting.querySelector(".waiting-words").textContent = data;
    statusLine.textContent = data;
  } else if (event === "claim") {
    let proved = waiting.querySelector(".proved-so-far");
    if (!proved) {
      proved = element("div", "proved-so-far", element("p", "proved-head", "Proved so far"));
      waiting.querySelector(".waiting-words").after(proved);
    }
    proved.append(partOf(data));
  }
};

const showAnswer = (waiting, part) => {
  const turn = part.querySelector(".turn");
  foldSources(part);
  const isLast = waiting === thread.lastElementChild;
  waiting.replaceWith(turn);
  if (!thread.querySelector(".turn.pending")) form.classList.remove("waiting");
  announce(turn);
  // Whoever writes the next question, or reads elsewhere in the thread, is not torn away from it.
  if (!isLast || box.value !== "") return;
  turn.scrollIntoView({ block: "start" });
  // On a touch screen the focus in the box would hold the keyboard up over the answer.
  if (touch.matches) turn.querySelector(".question").focus({ preventScroll: true });
  else box.focus({ preventScroll: true });
};

/** Shows the news of one stream. True when there is nothing more to wait for. */
const followOnce = async (waiting) => {
  const headers = { "X-Noticeboard-Part": "turn", Accept: "text/event-stream" };
  const response = await fetch(waiting.dataset.follow, { headers });
  if (response.status >= 500) throw new Error("the service has a fault");
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    waiting.querySelector(".waiting-words").replaceChildren(partOf(await response.text()).textContent.trim());
    return true;
  }
  let answer = null;
  await readEvents(response, (event, data) => {
    if (event === "turn") answer = partOf(data);
    else showNews(waiting, event, data);
  });
  if (answer !== null) showAnswer(waiting, answer);
  return answer !== null;
};

/** Waits for the answer to a stored question, also over a restart of the service: the question is kept there, not here. */
const follow = async (waiting) => {
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      if (await followOnce(waiting)) return;
      pauseMs = firstPauseMs;
    } catch {
      waiting.querySelector(".waiting-words").textContent =
        "Noticeboard does not answer at the moment. Your question is kept, and its answer will appear here.";
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
    await pause(pauseMs);
  }
};

/** Questions of a thread are answered one after another, so one is followed at a time. */
let followed = Promise.resolve();
const followInTurn = (waiting) => {
  followed = followed.then(() => follow(waiting));
};

const openThread = (threadId, question) => {
  form.elements.thread.value = threadId;
  form.elements.form.value = crypto.randomUUID();
  form.querySelector("label").textContent = "Your next question in this thread";
  document.title = `${question.slice(0, 80)} · Noticeboard`;
  window.history.replaceState(null, "", `/threads/${threadId}`);
  const welcome = document.querySelector(".welcome");
  if (welcome) welcome.replaceWith(element("h1", "unseen", "Your thread"));
  for (const left of document.querySelectorAll(".examples, .earlier")) left.remove();
};

const announce = (turn) => {
  const notices = turn.querySelector(".notices")?.textContent ?? "";
  statusLine.textContent = `${turn.querySelector(".outcome-words").textContent}. ${turn.querySelector(".answer-text").innerText} ${notices}`;
};

const ask = async (question) => {
  if (asking) return;
  asking = true;
  askedAtMs = performance.now();
  const pending = pendingTurn(question);
  showProblem();
  thread.append(pending);
  pending.scrollIntoView({ block: "start" });
  statusLine.textContent = "Looking in the sources.";
  box.value = "";
  const giveBack = (...words) => {
    pending.remove();
    statusLine.textContent = "";
    box.value = question;
    showProblem(...words);
    box.focus();
  };
  try {
    const sent = await send(question);
    if (!sent.ok) {
      giveBack(sent.part);
      return;
    }
    const stored = sent.part.querySelector(".turn");
    openThread(stored.dataset.thread, question);
    // A question that was known for a repeat may stand on the page already.
    document.getElementById(stored.id)?.remove();
    if (stored.matches(".pending")) {
      pending.replaceWith(stored);
      followInTurn(stored);
    } else showAnswer(pending, sent.part);
  } catch {
    const words =
      "Noticeboard does not answer. Check that it is still running and send the question again; it is kept in the box.";
    giveBack(element("p", "", words));
  } finally {
    asking = false;
  }
};

document.documentElement.classList.add("script");
foldSources(document);
for (const waiting of document.querySelectorAll(".turn.pending")) followInTurn(waiting);
narrow.addEventListener("change", () => foldSources(document));
reveal(window.location.hash)?.scrollIntoView();
window.addEventListener("beforeprint", () => {
  for (const source of document.querySelectorAll("details.source")) source.open = true;
});

document.addEventListener("click", (event) => {
  const cite = event.target instanceof Element ? event.target.closest("a.cite") : null;
  if (cite) reveal(cite.hash);
});

document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (!form || !(sent instanceof HTMLFormElement) || !sent.matches("[data-ask]")) return;
  event.preventDefault();
  const question = event.submitter?.name === "question" ? event.submitter.value : box.value;
  if (question.trim() !== "") ask(question);
  else if (performance.now() - askedAtMs > sameClickMs) showProblem(element("p", "", "Write your question first."));
});

box?.addEventListener("keydown", (event) => {
  // A touch keyboard has no Shift and Enter, so there Enter starts a new line and the button sends.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
  event.preventDefault();
  form.requestSubmit();
});
