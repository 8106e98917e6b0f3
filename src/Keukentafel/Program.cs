return await Keukentafel.Cli.CommandLine.Run(args);
