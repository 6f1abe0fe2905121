using ConfigRules.Engine;

namespace ConfigRules.Cli;

/// <summary>Tells of rules that broke, while what the others found is told all the same.</summary>
internal sealed class BrokenRules(Terminal terminal)
{
    private readonly Lock _lock = new();

    public bool Any { get; private set; }

    public void Tell(Rule rule, Exception exception)
    {
        lock (_lock)
        {
            Any = true;
            terminal.Error.WriteLine($"{rule.Info.Id} failed and says nothing ({exception.GetType().Name}: {exception.Message}); please report it.");
        }
    }
}
