// Makes asking quick: sends the form in the background and puts the answer under the thread.
// Everything here is a comfort; without it the same form posts and the page comes back whole.

const form = document.querySelector("#composer");
const box = document.querySelector("#question");
const thread = document.querySelector("#thread");
const statusLine = document.querySelector("#status");
const problem = document.querySelector("#problem");
const narrow = window.matchMedia("(max-width: 59.99rem)");
const touch = window.matchMedia("(pointer: coarse)");
let asking = false;

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

const send = async (question, onNews) => {
  const body = new URLSearchParams({ question, thread: form.elements.thread.value });
  const headers = { "X-Noticeboard-Part": "turn", Accept: "text/event-stream" };
  const response = await fetch("/ask", { method: "POST", body, headers });
  if (!response.headers.get("content-type")?.startsWith("text/event-stream"))
    return { ok: response.ok, threadId: response.headers.get("x-noticeboard-thread"), part: partOf(await response.text()) };
  const answer = { ok: false, threadId: null, part: null };
  await readEvents(response, (event, data) => {
    if (event === "thread") answer.threadId = data;
    else if (event === "turn") Object.assign(answer, { ok: true, part: partOf(data) });
    else if (event === "problem") answer.part = partOf(data);
    else onNews(event, data);
  });
  if (answer.part === null) throw new Error("the answer broke off");
  return answer;
};

/** Shows what is being done for a waiting question, and under it the sentences that are proved so far. */
const showNews = (pending, event, data) => {
  if (event === "step") {
    pending.querySelector(".outcome-words").textContent = data;
    statusLine.textContent = `${data}.`;
    return;
  }
  let proved = pending.querySelector(".proved-so-far");
  if (!proved) {
    proved = element("div", "proved-so-far", element("p", "proved-head", "Proved so far"));
    pending.querySelector(".answer").append(proved);
  }
  proved.append(partOf(data));
};

const openThread = (threadId, question) => {
  form.elements.thread.value = threadId;
  form.querySelector("label").textContent = "Your next question in this thread";
  document.title = `${question.slice(0, 80)} · Noticeboard`;
  window.history.replaceState(null, "", `/threads/${threadId}`);
  const welcome = document.querySelector(".welcome");
  if (welcome) welcome.replaceWith(element("h1", "unseen", "Your thread"));
  document.querySelector(".examples")?.remove();
};

const announce = (turn) => {
  const notices = turn.querySelector(".notices")?.textContent ?? "";
  statusLine.textContent = `${turn.querySelector(".outcome-words").textContent}. ${turn.querySelector(".answer-text").innerText} ${notices}`;
};

const ask = async (question) => {
  if (asking) return;
  asking = true;
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
    const answer = await send(question, (event, data) => showNews(pending, event, data));
    if (!answer.ok || answer.threadId === null) {
      giveBack(answer.part);
      return;
    }
    const turn = answer.part.querySelector(".turn");
    foldSources(answer.part);
    pending.replaceWith(turn);
    openThread(answer.threadId, question);
    turn.scrollIntoView({ block: "start" });
    announce(turn);
    // On a touch screen the focus in the box would hold the keyboard up over the answer.
    if (touch.matches) turn.querySelector(".question").focus({ preventScroll: true });
    else box.focus({ preventScroll: true });
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
  if (question.trim() === "") showProblem(element("p", "", "Write your question first."));
  else ask(question);
});

box?.addEventListener("keydown", (event) => {
  // A touch keyboard has no Shift and Enter, so there Enter starts a new line and the button sends.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
  event.preventDefault();
  form.requestSubmit();
});
