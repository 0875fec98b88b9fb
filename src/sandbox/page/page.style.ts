/** The page's style; colours follow the system's light or dark setting. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  font: 16px/1.5 system-ui, sans-serif;
}
body {
  margin: 0 auto;
  max-width: 80rem;
  padding: 1rem;
}
h1, h2, h3 {
  line-height: 1.2;
}
h3, form p {
  margin: 0 0 0.5rem;
}
table {
  border-collapse: collapse;
  width: 100%;
}
th, td {
  border-bottom: 1px solid GrayText;
  padding: 0.25rem 0.75rem 0.25rem 0;
  text-align: left;
  vertical-align: top;
}
.number {
  font-variant-numeric: tabular-nums;
}
.scroll {
  overflow-x: auto;
}
.forms {
  display: grid;
  gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
}
form {
  border: 1px solid GrayText;
  border-radius: 0.5rem;
  padding: 1rem;
}
label {
  display: inline-block;
}
form label {
  display: block;
}
select, input[type='number'] {
  box-sizing: border-box;
  font: inherit;
  padding: 0.25rem;
  width: 100%;
}
button {
  font: inherit;
  padding: 0.25rem 0.75rem;
}
.words {
  min-height: 3em;
}
#status {
  background: Canvas;
  margin: 0;
  min-height: 1.5em;
  padding: 0.5rem 0;
  position: sticky;
  top: 0;
}
.unseen {
  clip-path: inset(50%);
  height: 1px;
  overflow: hidden;
  position: absolute;
  white-space: nowrap;
  width: 1px;
}
`;
