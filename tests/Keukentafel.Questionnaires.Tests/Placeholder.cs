namespace Keukentafel.Questionnaires.Tests;
