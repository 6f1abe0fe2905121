using ConfigRules.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
