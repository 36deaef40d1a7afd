/** www.mumsnet.com: a plain text box in a form that really leaves the page when it is sent. */
import { show } from "../shared/feed.ts";

void fetch("/posts")
  .then((answer) => answer.json())
  .then((posts: string[]) => {
    window.posted = posts;
    posts.forEach(show);
  });
