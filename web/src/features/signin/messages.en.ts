export const messages = {
  title: "Sign in",
  says: "Your desk for complaints and problems.",
  login: "Login",
  password: "Password",
  submit: "Sign in",
  show: "Show",
  entering: "Signing in …",
  unreachable: "The server cannot be reached. Check your connection and try again.",
  setup: {
    title: "Set up this desk",
    says: "Nobody has an account yet. Make the first administrator; they let everybody else in.",
    key: "Set-up key",
    keyHint: "The server wrote it where it was started: “set it up with the key …”.",
    name: "Your name",
    nameHint: "As colleagues see it.",
    login: "Login",
    loginHint: "What you sign in with: small letters and digits.",
    password: "Password",
    passwordHint: "At least 10 characters. Several words are easier to remember than one with signs in it.",
    submit: "Make the account and sign in",
  },
  ended: {
    title: "You were signed out",
    says: (name: string) => `Your session ended. Sign in again, ${name}, and go on where you were: the page and what you typed are as you left them.`,
  },
  wrong: "Login and password do not go together. Check both; capital letters count in the password.",
};
export type Messages = typeof messages;
