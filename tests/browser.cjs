// Loads pages in a browser, at each width and in each colour scheme, and prints what it found there
// as JSON: node browser.cjs BROWSER PAGE...
"use strict";
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const axe = require("axe-core");

const WIDTHS = [390, 820, 1440];
const SCHEMES = ["light", "dark"];

async function look(browser, file, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const messages = [];
  const requests = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(String(error)));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
  });
  await page.goto(url);
  const seen = await page.evaluate(() => {
    const root = document.documentElement;
    const cut = [...document.querySelectorAll("h1, h2, h3, p, li, svg, figure, dd")].filter(
      (element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".scroll"),
    );
    // A word or a number with its unit takes one line, however narrow the screen.
    const broken = [...document.querySelectorAll("tbody th, tbody td, .whole")].filter((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      return /^\p{Script=Han}{1,5}$|^\d/u.test(element.textContent.trim()) && lines.size > 1;
    });
    return {
      text: document.body.innerText,
      broken: broken.map((element) => element.textContent.trim()),
      overflow: root.scrollWidth - root.clientWidth,
      cut: cut.map((element) => element.textContent.trim()),
      paper: getComputedStyle(root).backgroundColor,
    };
  });
  // Through the debugger, for the page itself lets no script in.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run());
  await context.close();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
  return { width, scheme: colorScheme, messages, requests, faults, ...seen };
}

async function main([executablePath, ...files]) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const found = {};
  for (const file of files) {
    found[file] = [];
    for (const width of WIDTHS) {
      found[file].push(
        ...(await Promise.all(SCHEMES.map((scheme) => look(browser, file, width, scheme)))),
      );
    }
  }
  await browser.close();
  console.log(JSON.stringify(found));
}

main(process.argv.slice(2));
