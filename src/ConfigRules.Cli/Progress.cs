using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>Shows how far long work is, if somebody watches.</summary>
internal static class Progress
{
    /// <summary>Below that the work is done before a bar could be read.</summary>
    private const long WorthShowing = 16 << 20;

    public static void Show(Terminal terminal, string title, long total, Action<Action<long>> work)
    {
        if (!terminal.IsWatched || total < WorthShowing)
        {
            work(_ => { });
            return;
        }
        terminal.ErrorConsole().Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: total);
                work(bytes => task.Increment(bytes));
            });
    }
}
