import { contentSecurityPolicy } from './content-security-policy.js';

const formAction = (...urls: string[]) =>
  /form-action ([^;]*)/.exec(contentSecurityPolicy(urls))?.[1];

describe('the content security policy of a page', () => {
  it('allows nothing but the page’s own style, script, pictures and requests', () => {
    expect(contentSecurityPolicy()).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
  });

  it('allows the pictures that are named besides, and nothing else', () => {
    expect(contentSecurityPolicy([], ['data:'])).toBe(
      contentSecurityPolicy().replace("img-src 'self'", "img-src 'self' data:"),
    );
  });

  it('names the origin of each place that a form may end at, once', () => {
    expect(
      formAction(
        'https://shop.example/paid?id=1',
        'https://shop.example/back',
        'http://a.test:81/',
      ),
    ).toBe("'self' https://shop.example http://a.test:81");
  });

  it('names the scheme alone for an IPv6 address, which a policy cannot name', () => {
    expect(formAction('http://[::1]:3000/paid')).toBe("'self' http:");
  });

  it('is not widened by a URL that is none, or of another scheme', () => {
    expect(
      formAction('nonsense', 'javascript:alert(1)', "data:text/html,;script-src 'unsafe-inline'"),
    ).toBe("'self'");
  });
});
