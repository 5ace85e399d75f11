import { Body, Get, Param, Post } from '@nestjs/common';
import { FaultRules } from '../../faults/fault.rules.js';
import type { Redirect } from '../../pages/reply.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { faultRequest } from './fault.form.js';
import { FAULT_PRESETS } from './fault.presets.js';
import { FaultsPage } from './faults.page.js';

/** `/dashboard/faults`: sets and removes faults. */
@DashboardController(VIEWS.faults.path)
export class DashboardFaultsController {
  constructor(private readonly faults: FaultRules) {}

  @Get()
  show(): View {
    return new View('faults', 'Faults', <FaultsPage rules={this.faults.list()} />);
  }

  @Post()
  add(@Body() fields: FormFields): Promise<View | Redirect> {
    const action = () => this.faults.add(faultRequest(fields));
    return submit(action, redirectTo(VIEWS.faults.path, 'fault-added'), () => this.show());
  }

  @Post('preset')
  preset(@Body() fields: FormFields): Redirect {
    const wanted = fields.text('preset');
    const preset = FAULT_PRESETS.find(({ id }) => id === wanted);
    if (preset === undefined) {
      throw new SandboxRequestError(`There is no preset ${JSON.stringify(wanted)}.`);
    }
    this.faults.add(preset.request);
    return redirectTo(VIEWS.faults.path, 'fault-added');
  }

  @Post('clear')
  clear(): Redirect {
    this.faults.clear();
    return redirectTo(VIEWS.faults.path, 'faults-cleared');
  }

  @Post(':id/remove')
  remove(@Param('id') id: string): Redirect {
    this.faults.remove(id);
    return redirectTo(VIEWS.faults.path, 'fault-removed');
  }
}
