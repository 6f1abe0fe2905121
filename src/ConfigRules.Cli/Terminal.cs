using Spectre.Console;

namespace ConfigRules.Cli;

/// <summary>Where the command reads and writes, and what the person before it can see.</summary>
public sealed class Terminal
{
    public required Stream In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Columns of the screen; null where the output goes into a file or another program.</summary>
    public int? Width { get; init; }

    /// <summary>Whether colours may be used; NO_COLOR and output that is no screen say no.</summary>
    public bool HasColor { get; init; }

    /// <summary>Whether somebody watches the error stream, so that progress is worth showing.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Lines of a file may be as long as they need to be: whoever reads them next does not want them broken.</summary>
    private const int Unbroken = 100_000;

    private const int Narrowest = 40;

    /// <summary>Where the screen does not tell how wide it is.</summary>
    private const int Usual = 80;

    private static bool CanMove => Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public static Terminal OfProcess() => new()
    {
        In = Console.OpenStandardInput(),
        Out = Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16) : Console.Out,
        Error = Console.Error,
        Width = Console.IsOutputRedirected ? null : Console.WindowWidth is > 0 and var columns ? Math.Max(columns, Narrowest) : Usual,
        HasColor = !Console.IsOutputRedirected && CanMove && Allows("NO_COLOR"),
        IsWatched = !Console.IsErrorRedirected && CanMove,
    };

    public IAnsiConsole OutConsole() => Make(Out, HasColor, Width ?? Unbroken);

    public IAnsiConsole ErrorConsole() => Make(Error, IsWatched && Allows("NO_COLOR"), 100);

    // https://no-color.org: set to anything but nothing.
    private static bool Allows(string variable) => Environment.GetEnvironmentVariable(variable) is null or "";

    private static IAnsiConsole Make(TextWriter writer, bool hasColor, int width)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = hasColor ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }
}
