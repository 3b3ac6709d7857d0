/** The name under which a connection's typed token is kept in the secret store. */
export const secretName = (connection: string) => `connection.${connection}.access-token`;
