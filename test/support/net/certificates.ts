import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

/** A CA of our own and what it signed, made anew by openssl. Nothing of it is trusted outside the test. */
export function makeCertificates(): {
  readonly authority: string;
  readonly good: KeyPair;
  readonly expired: KeyPair;
  readonly wrongName: KeyPair;
  readonly selfSigned: KeyPair;
} {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-ca-'));
  const path = (name: string): string => join(dir, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe', cwd: dir });
  const read = (name: string): string => readFileSync(path(name), 'utf8');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const signed = (name: string, altName: string, ...validity: string[]): KeyPair => {
    writeFileSync(path(`${name}.ext`), `subjectAltName=${altName}\n`);
    openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const sign = ['ca', '-config', 'ca.cnf', '-batch', '-notext', '-extfile', `${name}.ext`, ...validity];
    openssl(...sign, '-in', `${name}.csr`, '-out', `${name}.pem`);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  try {
    writeFileSync(path('index.txt'), '');
    writeFileSync(
      path('ca.cnf'),
      [
        '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nrand_serial=yes\nnew_certs_dir=.\ncertificate=ca.pem',
        'private_key=ca.key\ndefault_md=sha256\npolicy=any\ndefault_days=2\nunique_subject=no\n[any]\ncommonName=supplied\n',
      ].join('\n'),
    );
    const asRoot = ['-x509', '-days', '2', '-subj', '/CN=Test authority'];
    openssl('req', ...asRoot, ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem');
    const alone = ['-x509', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    openssl('req', ...alone, ...newKey, '-keyout', 'alone.key', '-out', 'alone.pem');
    const past = ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
    return {
      authority: read('ca.pem'),
      good: signed('good', 'IP:127.0.0.1'),
      expired: signed('expired', 'IP:127.0.0.1', ...past),
      wrongName: signed('wrong', 'DNS:other.example'),
      selfSigned: { key: read('alone.key'), cert: read('alone.pem') },
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
