import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// A feature never imports another: what two need is shared.
const features = ["signin", "day", "cases", "log", "case", "customer", "search", "monitoring", "causes", "benchmarks", "signals", "improvements", "admin", "help"];
const walls = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: [...features.filter((other) => other !== feature).map((other) => `@/features/${other}/**`), "@/workspace/**", "@/portal/**", "../../**"],
            message: "A feature imports from itself and from shared, never from another feature.",
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["dist/**", "src/shared/api/schema.ts", "node_modules/**", "scripts/**", "public/**", "e2e/out/**", "*.config.*", "postcss.config.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  reactHooks.configs.flat.recommended,
  {
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-dynamic-delete": "off",
    },
  },
  {
    files: ["src/shared/**/*.{ts,tsx}"],
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: ["@/features/**", "@/workspace/**", "@/portal/**"], message: "Shared code knows no feature." }] }] },
  },
  ...walls,
);
