package io.quartermaster.local;

import java.io.PrintStream;

/**
 * Output for people. Colour and progress that overwrites itself appear only on a terminal; a pipe
 * or a file gets plain lines.
 */
public final class Terminal {
  private static final String ERASE_LINE = "\u001b[2K";

  private final PrintStream out;
  private final boolean interactive;

  public Terminal(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** Standard output; {@code ./qm} sets a property when that is a terminal. */
  public static Terminal standard() {
    boolean terminal =
        Boolean.getBoolean("quartermaster.terminal")
            && System.getenv("NO_COLOR") == null
            && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(System.out, terminal);
  }

  public boolean interactive() {
    return interactive;
  }

  public void line(String text) {
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }

  public void line() {
    line("");
  }

  /** Replaces the last lines, as many as given before, by these. Only on a terminal. */
  public void redraw(Iterable<String> lines, int linesBefore) {
    synchronized (out) {
      if (linesBefore > 0) {
        out.print("\u001b[" + linesBefore + "A");
      }
      for (String line : lines) {
        out.print("\r" + ERASE_LINE + line + System.lineSeparator());
      }
      out.flush();
    }
  }

  public String green(String text) {
    return colour("32", text);
  }

  public String red(String text) {
    return colour("31", text);
  }

  public String yellow(String text) {
    return colour("33", text);
  }

  public String faint(String text) {
    return colour("2", text);
  }

  private String colour(String code, String text) {
    return interactive ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
