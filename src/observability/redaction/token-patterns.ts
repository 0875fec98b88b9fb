/** A kind of token that is known by its form, whatever name it stands under. */
export interface TokenPattern {
  readonly name: string;
  /** Where the form is published. */
  readonly source: string;
  /** What its tokens begin with, two characters at least. */
  readonly prefixes: readonly string[];
  /** Without flags; must begin with something rare, and take linear time. */
  readonly pattern: RegExp;
}

/**
 * Tokens of well-known services. A prefix counts wherever no letter or digit stands before it. A pattern asks for fewer
 * characters than its tokens have, so that one that was cut off is recognised too.
 */
export const TOKEN_PATTERNS: readonly TokenPattern[] = [
  {
    name: 'JSON Web Token',
    prefixes: ['eyJ', 'ewo'],
    source: 'RFC 7519; JSON in base64url begins with eyJ or ewo',
    pattern: /e(?:yJ|wo)[\w-]{12,}(?:\.[\w-]*){0,4}/,
  },
  {
    name: 'AWS access key id',
    prefixes: ['ABIA', 'ACCA', 'AKIA', 'ASIA'],
    source: 'IAM user guide, "Understanding unique ID prefixes"',
    pattern: /(?:ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/,
  },
  {
    name: 'AWS session token',
    prefixes: ['IQoJ', 'FQoG', 'FwoG', 'FIoG', 'AQoD'],
    source:
      'AWS STS API reference, "Credentials"; its examples begin with these characters',
    pattern: /(?:IQoJb3JpZ2lu|F[QwI]oGZXIvYXdz|AQoDYXdz)[\w+/=%-]{16,}/,
  },
  {
    name: 'GitHub token',
    prefixes: ['gh', 'github_'],
    source: 'GitHub docs, "About authentication to GitHub", token formats',
    pattern: /gh[oprsu]_\w{16,}|github_pat_\w{20,}/,
  },
  {
    name: 'GitLab token',
    prefixes: ['gl'],
    source: 'GitLab docs, "GitLab token overview", token prefixes',
    pattern: /gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rt|soat)-[\w.-]{16,}/,
  },
  {
    name: 'Slack token',
    prefixes: ['xox', 'xapp', 'xwfp'],
    source: 'Slack API docs, "Token types"',
    pattern:
      /xox[a-z](?:\.xox[a-z])?-[\w-]{10,}|xapp-[\w-]{10,}|xwfp-[\w-]{10,}/,
  },
  {
    name: 'Slack webhook',
    prefixes: ['slack.'],
    source: 'Slack API docs, "Sending messages using incoming webhooks"',
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/]{8,}/,
  },
  {
    name: 'Stripe key',
    prefixes: ['sk_', 'rk_', 'whsec_'],
    source:
      'Stripe docs, "API keys"; whsec_: "Receive Stripe events in your webhook endpoint"',
    pattern: /(?:sk|rk)_(?:live|test)_\w{10,}|whsec_[\w+/=]{16,}/,
  },
  {
    name: 'Google API key, OAuth client secret, OAuth access token',
    prefixes: ['AIza', 'GOCSPX', 'ya29'],
    source: 'GitHub docs, "Supported secret scanning patterns", Google',
    pattern: /AIza[\w-]{30,}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,}/,
  },
  {
    name: 'npm access token',
    prefixes: ['npm_'],
    source: 'GitHub blog, "Announcing npm’s new access token format"',
    pattern: /npm_[A-Za-z0-9]{30,}/,
  },
  {
    name: 'PyPI token',
    prefixes: ['pypi-'],
    source: 'PyPI help, "How can I use API tokens to authenticate with PyPI?"',
    pattern: /pypi-[\w-]{16,}/,
  },
  {
    name: 'SendGrid key',
    prefixes: ['SG.'],
    source: 'GitHub docs, "Supported secret scanning patterns", SendGrid',
    pattern: /SG\.[\w-]{16,128}\.[\w-]{16,128}/,
  },
  {
    name: 'Honeycomb key',
    prefixes: ['hc'],
    source:
      'Honeycomb docs, "API authorization": hc[x]ik_, hc[x]lk_, hc[x]mk_; classic: hc[x]ic_',
    pattern: /hc[a-z](?:ic|ik|lk|mk)_[a-z0-9]{20,}/,
  },
  {
    name: 'DigitalOcean token',
    prefixes: ['do'],
    source: 'GitHub docs, "Supported secret scanning patterns", DigitalOcean',
    pattern: /do[oprt]_v1_[a-f0-9]{32,}/,
  },
  {
    name: 'Shopify token',
    prefixes: ['shp'],
    source: 'GitHub docs, "Supported secret scanning patterns", Shopify',
    pattern: /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,}/,
  },
  {
    name: 'Hugging Face token',
    prefixes: ['hf_'],
    source: 'Hugging Face docs, "User access tokens"',
    pattern: /hf_[A-Za-z0-9]{30,}/,
  },
  {
    name: 'Docker token',
    prefixes: ['dckr_'],
    source: 'GitHub docs, "Supported secret scanning patterns", Docker',
    pattern: /dckr_(?:pat|oat)_[\w-]{20,}/,
  },
  {
    name: 'Vault token',
    prefixes: ['hv'],
    source: 'HashiCorp Vault docs, "Tokens", token prefixes',
    pattern: /hv[bsr]\.[\w-]{20,}/,
  },
  {
    name: 'OpenAI key',
    prefixes: ['sk-'],
    source: 'GitHub docs, "Supported secret scanning patterns", OpenAI',
    pattern: /sk-(?:proj|svcacct|admin)-[\w-]{20,}|sk-[A-Za-z0-9]{40,}/,
  },
  {
    name: 'age secret key',
    prefixes: ['AGE-'],
    source: 'age specification, "The X25519 recipient type"',
    pattern: /AGE-SECRET-KEY-1[A-Z0-9]{40,}/,
  },
];
