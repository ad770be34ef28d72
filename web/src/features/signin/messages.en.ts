export const messages = {
  title: "Sign in",
  says: "Your desk for complaints and problems.",
  login: "Login",
  password: "Password",
  submit: "Sign in",
  wrong: "Login and password do not go together. Check both; capital letters count in the password.",
};
export type Messages = typeof messages;
